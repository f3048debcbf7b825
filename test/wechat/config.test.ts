import { readServerConfig } from '../../config/server'
import { newDatabase, type TestDatabase } from '../support/databases'

describe('the subscribe message in the configuration', () => {
  let folder: TestDatabase
  beforeAll(async () => {
    folder = await newDatabase('embedded')
  })
  afterAll(() => folder.drop())
  const read = (given: Record<string, string>) =>
    readServerConfig({ DATA_DIR: folder.dataDir, ...given }).progressMessage

  test('is off until a template is named', () => {
    expect(read({})).toBeNull()
  })

  test('has the usual keys unless the operator’s template has others', () => {
    const named = { WECHAT_TEMPLATE_PROGRESS: 'TPL' }
    expect(read(named)).toEqual({
      templateId: 'TPL',
      fields: { number: 'character_string1', status: 'phrase2', title: 'thing3', time: 'time4' },
      version: 'formal',
    })
    const others = 'number=character_string6,status=thing7,title=thing2,time=date5'
    expect(read({ ...named, WECHAT_TEMPLATE_PROGRESS_FIELDS: others })?.fields.time).toBe('date5')
  })

  test.each(['number=character_string1', 'number=x1,status=x2,title=x3,title=x4', 'nonsense'])(
    'is refused with the keys %s',
    keys => {
      expect(() => read({ WECHAT_TEMPLATE_PROGRESS_FIELDS: keys })).toThrow('WECHAT_TEMPLATE_PROGRESS_FIELDS')
    },
  )
})
