import type { Draft } from '../../shared/intake'
import type { Priority } from '../../shared/priorities'
import type { TemplateView } from '../../shared/templates/api'
import type { Said } from '../../shared/templates/prefill'

type Category = NonNullable<Draft['category']>

/** The first that matches decides, so what outweighs the rest stands first: who complains of a repair complains. */
const categoryWords: [Category, RegExp][] = [
  ['complaint', /投诉|不负责任|没人(?:联系|管|理)|态度(?:差|恶劣|不好)/],
  ['return', /退货|退款|退掉|退换|换货|要退/],
  ['consultation', /建议/],
  [
    'repair',
    /不(?:制冷|制热|冷|热|转|亮|通电|启动|出水|工作|加热)|坏了?|故障|报警|漏|爆|堵|卡|停机|死机|开不了机|化了|上不[去来]|异响|冒(?:烟|水|火)|往外冒|煤气味|困人|被困|没反应|跳闸|修/,
  ],
  ['install', /安装|加装|移机|要装|来装|装一[个台]/],
  ['maintenance', /保养|清洗|维护|年检|巡检/],
  ['consultation', /请问|咨询|想问|怎么|多少钱|收费/],
]

/** Danger to people, or a machine that a business lives by stands still (domain rules, section 4). */
const criticalWords =
  /爆了|漫到|漏电|触电|着火|起火|冒烟|冒火|爆炸|煤气|燃气(?:味|泄漏|漏)|漏气|困人|被困|停机|停线|停产|整条线|没法收钱|(?:没法|无法|不能)营业/
/** A complaint about a service that was just given. */
const serviceJustGiven = /又|第二次|刚(?:修|装)|修过|来修的|上次/

/** Longer names first, so that 中央空调 is not read as 空调. */
const products = [
  '中央空调,充电桩,打印机,投影仪,微波炉,收银机,油烟机,洗碗机,洗衣机,液压机,热水器,烘干机,燃气灶,净水器,饮水机,压缩机',
  '服务器,水泵,冰柜,冰箱,水管,电梯,电脑,电视,空调,门禁,锅炉,马桶,监控',
]
  .join(',')
  .split(',')
const productWords = new RegExp(products.join('|'))

const spokenDigits = new Map(
  [...'零〇一幺二两三四五六七八九'].map((spoken, at) => [spoken, '0011223456789'[at] ?? spoken]),
)

/** Digits spoken one by one (幺三八 -> 138). Every character keeps its place, so spans hold in the text as it was said. */
export const withDigits = (said: string): string =>
  [...said].map(character => spokenDigits.get(character) ?? character).join('')

const MOBILE = /(?<!\d)1[3-9]\d(?:[-\s，,、]?\d){8}(?!\d)/
const LANDLINE = /(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)/

type Found<T> = { value: T; span: [number, number]; confidence: number }

const found = <T>(match: RegExpExecArray | null, confidence: number, read: (words: string) => T): Found<T> | null =>
  match && { value: read(match[0]), span: [match.index, match.index + match[0].length], confidence }

const categoryIn = (said: string): Found<Category> | null => {
  for (const [category, words] of categoryWords) {
    const match = words.exec(said)
    if (match) return found(match, 0.8, () => category)
  }
  return null
}

const priorityIn = (said: string, category: Found<Category> | null): Found<Priority> | null => {
  const danger = found<Priority>(criticalWords.exec(said), 0.9, () => 'critical')
  if (danger) return danger
  if (!category) return null
  const again = category.value === 'complaint' ? serviceJustGiven.exec(said) : null
  if (again) return found<Priority>(again, 0.7, () => 'high')
  return { ...category, value: category.value === 'repair' ? 'high' : 'normal', confidence: 0.7 }
}

const phoneIn = (said: string): Found<string> | null => {
  const digits = withDigits(said)
  const mobile = found(MOBILE.exec(digits), 0.95, words => words.replace(/\D/g, ''))
  return mobile ?? found(LANDLINE.exec(digits), 0.9, words => words)
}

/** What was said and nothing else; nothing recognised is no error. */
export const readDraft = (said: string): Draft => {
  const category = categoryIn(said)
  const read = {
    category,
    priority: priorityIn(said, category),
    product: found(productWords.exec(said), 0.9, product => product),
    phone: phoneIn(said),
  }
  const heard = Object.entries(read).flatMap(([field, one]) => (one ? [[field, one] as const] : []))
  const pick = <T>(of: (one: Found<unknown>) => T) => Object.fromEntries(heard.map(([field, one]) => [field, of(one)]))
  return { ...pick(one => one.value), confidence: pick(one => one.confidence), spans: pick(one => one.span) }
}

/** What a display shows when something is wrong: E5, F1, U04; R32 is no fault but a refrigerant. */
const FAULT_CODE = /(?<![A-Za-z0-9-])[EFPHUCL][A-F]?-?\d{1,3}(?![A-Za-z0-9-])/i

/** What a form can take from words. */
export const heardIn = (said: string): Pick<Said, 'product' | 'faultCode'> => ({
  product: readDraft(said).product,
  faultCode: FAULT_CODE.exec(said)?.[0].toUpperCase(),
})

/** Thanks, a nod, an emoji: nobody wants a ticket of it. */
export const isWorthATicket = (said: string): boolean => {
  const bare = said.replace(/\[[^\]]{1,6}\]|[^\p{L}\p{N}]/gu, '')
  return !onlyThanks.test(bare)
}

const onlyThanks =
  /^(?:谢谢|多谢|感谢|辛苦|好的?|行|收到|知道|明白|可以|没事|不客气|师傅|你们?|您|了|啦|呀|啊|哈|呢|嗯|哦|噢|ok|thanks?)*$/i

const OPENING = /^(?:喂|哎|嗯|呃|那个|你好|您好|请问|麻烦|师傅|就是|[，,。.！!、\s])+/
const LONGEST_TITLE = 24

/** The first clause, without the greeting and without the phone number. */
export const titleOf = (said: string): string => {
  const { spans } = readDraft(said)
  const [start = said.length, end = said.length] = spans.phone ?? []
  const spoken = `${said.slice(0, start)}，${said.slice(end)}`.replace(OPENING, '')
  const clause =
    spoken
      .split(/[，,。.！!？?；;\n]/)
      .find(part => part.trim() !== '')
      ?.trim() ?? ''
  return clause.length > LONGEST_TITLE ? `${clause.slice(0, LONGEST_TITLE - 1)}…` : clause
}

/** The words of a template's name that stand for a product: 中央空调 is served by 空调维修. */
const isFor = (template: TemplateView, product: string): boolean =>
  products.some(known => product.endsWith(known) && template.name.includes(known))

const fitOf = ({ category, product }: Draft, template: TemplateView): number => {
  const isKind = category === template.body.category
  const isProduct = product !== undefined && isFor(template, product)
  const isSpecial = template.body.businessType.includes('.')
  return (isKind ? 4 : 0) + (isProduct ? 2 : 0) - (isSpecial && !isProduct ? 1 : 0)
}

/** The template whose category and product were spoken of; without any such word the first preset. */
export const templateFor = (draft: Draft, templates: readonly TemplateView[]): TemplateView | undefined => {
  const [best] = [...templates].sort((one, other) => fitOf(draft, other) - fitOf(draft, one))
  return best && fitOf(draft, best) > 0 ? best : (templates.find(one => one.isPreset) ?? templates[0])
}
