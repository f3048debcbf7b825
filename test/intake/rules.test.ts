import { isWorthATicket, readDraft, templateFor, titleOf, withDigits } from '../../server/intake/rules'
import type { Draft } from '../../shared/intake'
import type { TemplateView } from '../../shared/templates/api'
import * as fc from '../support/random'

const said = (text: string): Omit<Draft, 'confidence' | 'spans'> => {
  const { confidence: _, spans: __, ...values } = readDraft(text)
  return values
}

describe('what is read from words', () => {
  test.each<[string, Omit<Draft, 'confidence' | 'spans'>]>([
    ['空调不制冷', { category: 'repair', priority: 'high', product: '空调' }],
    [
      '我家空调不制冷了麻烦明天下午三点过来看一下我姓王电话幺三八零零一三八零零零',
      { category: 'repair', priority: 'high', product: '空调', phone: '13800138000' },
    ],
    [
      '我想预约一下热水器安装，手机号是139 1234 5678',
      { category: 'install', priority: 'normal', product: '热水器', phone: '13912345678' },
    ],
    ['水管爆了水都漫到客厅了快点来人啊', { category: 'repair', priority: 'critical', product: '水管' }],
    ['电梯困人了里面有两个老人', { category: 'repair', priority: 'critical', product: '电梯' }],
    ['门店的收银机开不了机没法收钱了', { category: 'repair', priority: 'critical', product: '收银机' }],
    ['燃气灶有股煤气味我不敢开了', { category: 'repair', priority: 'critical', product: '燃气灶' }],
    ['三台中央空调做个保养', { category: 'maintenance', priority: 'normal', product: '中央空调' }],
    ['你们师傅来修的冰箱今天又不冷了我要投诉', { category: 'complaint', priority: 'high', product: '冰箱' }],
    ['三天了没人联系我，太不负责任了', { category: 'complaint', priority: 'normal' }],
    ['昨天买的洗衣机型号不对我要退货', { category: 'return', priority: 'normal', product: '洗衣机' }],
    ['请问净水器滤芯多久换一次，怎么收费', { category: 'consultation', priority: 'normal', product: '净水器' }],
    [
      '冰柜雪糕都化了，联系电话023-67891234',
      {
        category: 'repair',
        priority: 'high',
        product: '冰柜',
        phone: '023-67891234',
      },
    ],
    ['订单号JD20261118007', {}],
    ['明天下午三点', {}],
    ['', {}],
  ])('%s', (text, expected) => {
    expect(said(text)).toEqual(expected)
  })

  test('is found where it was said, and with a confidence', () => {
    const text = '冰箱不冷了，打幺八九零零零零九九九九'
    const { spans, confidence } = readDraft(text)
    expect(text.slice(...(spans.phone as [number, number]))).toBe('幺八九零零零零九九九九')
    expect(text.slice(...(spans.product as [number, number]))).toBe('冰箱')
    expect(Object.keys(confidence).sort()).toEqual(Object.keys(spans).sort())
  })

  test('lies inside the text, whatever was said', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'空调不冷漏修幺三八零1380 ，我要投诉爆了😀') }), text => {
        const { spans, confidence, phone } = readDraft(text)
        for (const [start = -1, end = -1] of Object.values(spans)) {
          expect(start >= 0 && start < end && end <= text.length).toBe(true)
        }
        for (const share of Object.values(confidence)) expect(share > 0 && share <= 1).toBe(true)
        if (phone) expect(withDigits(text).replace(/[^\d-]/g, '')).toContain(phone)
      }),
    )
  })
})

test('digits spoken one by one keep their places', () => {
  expect(withDigits('幺三八，〇两')).toBe('138，02')
})

test.each(['谢谢', '好的', '好的，谢谢师傅！', '收到👌', '[强][玫瑰]', 'OK', '嗯嗯嗯嗯嗯嗯', '  ', '。。。', '谢谢啦'])(
  '%p makes no ticket',
  text => {
    expect(isWorthATicket(text)).toBe(false)
  },
)

test.each(['空调不制冷', '谢谢，另外洗衣机漏水', 'E5', '好的空调'])('%p makes a ticket', text => {
  expect(isWorthATicket(text)).toBe(true)
})

test('whether it is thanks is known at once, however long it is', () => {
  expect(isWorthATicket(`${'嗯'.repeat(50_000)}x`)).toBe(true)
})

test.each([
  ['空调不制冷', '空调不制冷'],
  ['喂，你好，我家洗衣机漏水了，明天来', '我家洗衣机漏水了'],
  ['13800138000，冰箱不冷', '冰箱不冷'],
  ['冰箱不冷13800138000', '冰箱不冷'],
  ['这台机器从上个星期开始就一直有很大的响声而且越来越响', '这台机器从上个星期开始就一直有很大的响声而且越…'],
  ['13800138000', ''],
])('%s is titled %s', (text, title) => {
  expect(titleOf(text)).toBe(title)
})

const template = (name: string, category: TemplateView['body']['category'], businessType: string, isPreset = true) =>
  ({ id: name, name, isPreset, body: { category, businessType } }) as TemplateView

describe('the template', () => {
  const templates = [
    template('空调维修', 'repair', 'repair.aircon'),
    template('空调安装', 'install', 'install.aircon'),
    template('投诉处理', 'complaint', 'complaint'),
    template('洗衣机维修', 'repair', 'repair.washer', false),
    template('通用维修', 'repair', 'repair', false),
  ]
  test.each([
    ['空调不制冷', '空调维修'],
    ['中央空调漏水', '空调维修'],
    ['空调要装一台', '空调安装'],
    ['洗衣机漏水', '洗衣机维修'],
    ['冰箱不冷', '通用维修'],
    ['我要投诉空调师傅', '投诉处理'],
    ['空调', '空调维修'],
    ['明天来一下', '空调维修'],
  ])('for %s is %s', (text, name) => {
    expect(templateFor(readDraft(text), templates)?.name).toBe(name)
  })

  test('is none where there is none', () => {
    expect(templateFor(readDraft('空调不制冷'), [])).toBeUndefined()
  })
})
