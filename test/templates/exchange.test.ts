import { deflateRawSync } from 'node:zlib'
import * as z from 'zod/mini'
import { blankBody } from '../../server/templates/drafts/rules'
import { readWorkbook, writeWorkbook } from '../../server/templates/exchange/envelope'
import { fromJson, fromSheets, toJson, toSheets } from '../../server/templates/exchange/rules'
import { Refusal } from '../../shared/kernel/refusal'
import { templateBody, templatesApi } from '../../shared/templates/api'
import * as fc from '../support/random'
import { everyDatabase } from '../support/world'
import { anyBody, bodyOf, publishBody } from './samples'

const codeOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'accepted'
}

/** One stored or deflated entry with its directory. */
const zipOf = (entries: [name: string, content: string | Buffer][]): Buffer => {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of entries) {
    const packed = deflateRawSync(content)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt16LE(Buffer.byteLength(name), 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt16LE(Buffer.byteLength(name), 28)
    entry.writeUInt32LE(at, 42)
    locals.push(local, Buffer.from(name), packed)
    directory.push(entry, Buffer.from(name))
    at += 30 + Buffer.byteLength(name) + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, ...directory, end])
}

const workbookWith = (sheet: string | Buffer): Buffer =>
  zipOf([
    ['xl/workbook.xml', '<workbook><sheets><sheet name="字段" r:id="rId1"/></sheets></workbook>'],
    [
      'xl/_rels/workbook.xml.rels',
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    ],
    ['xl/worksheets/sheet1.xml', sheet],
  ])

describe('a template that travels', () => {
  test('is the same after the way through a workbook', async () => {
    await fc.assert(
      fc.asyncProperty(anyBody, fc.boolean(), async (body, isPreset) => {
        const packed = { code: 'pile', name: '充电桩 维修', isPreset, body }
        const read = fromSheets(readWorkbook(await writeWorkbook(toSheets(packed))), blankBody)
        expect({ ...read, body: z.parse(templateBody, read.body) }).toEqual(packed)
      }),
      { numRuns: 60 },
    )
  })

  test('is the same after the way through JSON', () => {
    fc.assert(
      fc.property(anyBody, body => {
        const packed = { code: 'pile', name: '充电桩维修', isPreset: false, body }
        expect(fromJson(toJson(packed))).toEqual(JSON.parse(JSON.stringify(packed)))
      }),
    )
  })

  test('may be written by hand: only the sheet of fields is needed, numbers may stand for words', () => {
    const read = fromSheets(
      [
        {
          name: '字段',
          rows: [
            ['名称', '编号', '类型', '必填'],
            ['桩号', 'pile', '单行文字', true],
            [null],
            ['枪数', 'guns', '单选', '否'],
          ],
        },
        {
          name: '选项',
          rows: [
            ['字段编号', '一级'],
            ['guns', 1],
            ['guns', 2],
          ],
        },
      ],
      blankBody,
    )
    expect(read).toMatchObject({
      name: '导入的模板',
      body: {
        category: 'repair',
        fields: [
          { key: 'pile', label: '桩号', kind: 'text', required: true },
          { key: 'guns', kind: 'choice', required: false, options: ['1', '2'] },
        ],
      },
    })
  })

  test.each([
    ['no archive at all', Buffer.from('hello')],
    ['an empty file', Buffer.alloc(0)],
    ['an archive of something else', zipOf([['readme.txt', 'hello']])],
    ['a bomb: 60 MB of blanks', workbookWith(Buffer.alloc(60_000_000, ' '))],
    ['entities that expand', workbookWith('<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>')],
    ['a directory that points outside', Buffer.concat([workbookWith('<worksheet/>').subarray(40)])],
    ['too many rows', workbookWith(`<worksheet><sheetData>${'<row/>'.repeat(20_001)}</sheetData></worksheet>`)],
  ])('is refused by its code when the file is %s', (_, bytes) => {
    expect(codeOf(() => fromSheets(readWorkbook(bytes), blankBody))).toBe('template.file_invalid')
  })

  test('is not held up by a sheet that claims to be endless', () => {
    const far =
      '<worksheet><sheetData><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    const merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    expect(readWorkbook(workbookWith(far + merged))).toEqual([{ name: '字段', rows: [[]] }])
  })

  test('never breaks the reader, whatever the bytes', async () => {
    const sound = await writeWorkbook(toSheets({ code: 'c', name: 'n', isPreset: false, body: bodyOf() }))
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.nat(255), fc.boolean(), (at, byte, isCut) => {
        const broken = Buffer.from(isCut ? sound.subarray(0, at) : sound)
        if (!isCut) broken[at] = byte
        expect(['accepted', 'template.file_invalid']).toContain(
          codeOf(() => fromSheets(readWorkbook(broken), blankBody)),
        )
      }),
      { numRuns: 500 },
    )
  })

  test('is refused by its code when it is JSON of something else', () => {
    const refused = (words: string) => codeOf(() => fromJson(words))
    expect(
      ['', '[]', 'null', '{"format":"other"}', '{"format":"paidan.template","formatVersion":2}'].map(refused),
    ).toEqual(Array(5).fill('template.file_invalid'))
    expect(refused('{"format":"paidan.template","formatVersion":1,"body":[]}')).toBe('template.file_invalid')
  })
})

everyDatabase('import and export', world => {
  const body = bodyOf({ fields: [{ key: 'pile', label: '桩号', kind: 'text', required: true }] })

  test.each(['json', 'xlsx'] as const)('bring a template back as a draft of another one, by %s', async format => {
    const admin = await world().as('admin1')
    const { code } = await publishBody(admin, body)
    const file = await admin.call(templatesApi.export, { code, format })
    expect(file.fileName).toBe(`充电桩维修.${format}`)
    const draft = await admin.call(templatesApi.import, { format, base64: file.base64 })
    expect(draft).toMatchObject({ name: '充电桩维修', baseVersionNo: null, isMine: true, body })
    expect(draft.code).not.toBe(code)
    const published = await admin.call(templatesApi.publish, { code: draft.code, version: draft.version })
    expect(published).toMatchObject({ versionNo: 1, body })
  })

  test('put what was read in the place of the caller’s own draft', async () => {
    const admin = await world().as('admin1')
    const { code } = await publishBody(admin, body)
    const { base64 } = await admin.call(templatesApi.export, { code: 'complaint', format: 'xlsx' })
    const begun = await admin.call(templatesApi.beginDraft, { code })
    const draft = await admin.call(templatesApi.import, { format: 'xlsx', base64, code })
    expect(draft).toMatchObject({ code, name: '投诉处理', version: begun.version + 1, baseVersionNo: 1 })
    const { body: complaint } = await admin.call(templatesApi.get, { id: 'complaint' })
    expect(z.parse(templateBody, draft.body)).toEqual(complaint)
  })

  test('refuse what is no file, too large, or not for this role', async () => {
    const admin = await world().as('admin1')
    const base64 = Buffer.from('hello').toString('base64')
    const refusal = await admin.refused(templatesApi.import, { format: 'xlsx', base64 })
    expect(refusal).toMatchObject({
      status: 422,
      code: 'template.file_invalid',
      message: '文件无法导入：这不是有效的 XLSX 文件',
    })
    const large = Buffer.alloc(2_050_000, 'a').toString('base64')
    expect((await admin.refused(templatesApi.import, { format: 'json', base64: large })).code).toBe(
      'template.too_large',
    )
    const sales = await world().as('sales1')
    expect((await sales.refused(templatesApi.import, { format: 'json', base64 })).code).toBe('role.not_allowed')
  })
})
