import type { FlowBody } from '../../../shared/flows/flow'
import type { Priority } from '../../../shared/priorities'
import type { RuleSet } from '../../../shared/settlement/ruleSet'
import type { Policy } from '../../../shared/sla/policy'
import type { TemplateBody } from '../../../shared/templates/api'
import type { Answers } from '../../../shared/templates/fields'
import type { WrittenTemplate } from '../questions'

/** A ticket as it might come in; `words` are the customer's. */
export type KitSample = { templateCode: string; words: string; priority: Priority; answers: Answers }

export type KitTemplate = { code: string; name: string; isPreset: boolean; body: TemplateBody }
export type KitFlow = { code: string; name: string; body: FlowBody }
export type KitRuleSet = { code: string; name: string; body: RuleSet }

/** What a trade begins with. A template stands behind those that its rules name. */
export type Kit = {
  code: string
  name: string
  says: string
  flows: readonly KitFlow[]
  policies: readonly Policy[]
  templates: readonly KitTemplate[]
  ruleSet: KitRuleSet
  samples: readonly KitSample[]
}

/** A kit as it is written down: what its templates leave out has a default. */
export type WrittenKit = Omit<Kit, 'templates'> & { templates: readonly WrittenTemplate[] }

type Field = WrittenTemplate['body']['fields'][number]
type Settings = Omit<Field, 'key' | 'label' | 'kind'>

export const ask = (key: string, label: string, kind: Field['kind'], settings: Settings = {}): Field => ({
  key,
  label,
  kind,
  ...settings,
})

export const pick = (key: string, label: string, options: string[], settings: Settings = {}): Field =>
  ask(key, label, 'choice', { options, ...settings })

export const grouped = (group: string, fields: Field[]): Field[] => fields.map(field => ({ ...field, group }))

/** Key, what to do, and whether it is to be photographed. */
type Step = readonly [string, string, 'photo'?]

/** What has to be done to the last step before the work is finished. */
export const procedure = (key: string, label: string, steps: readonly Step[], settings: Settings = {}): Field =>
  ask(key, label, 'checklist', {
    required: true,
    stage: 'finish',
    steps: steps.map(([step, says, photo]) => ({ key: step, label: says, needsPhoto: photo !== undefined })),
    ...settings,
  })

export const atPlace: Field[] = [
  ask('phone', '联系电话', 'phone', { required: true, prefill: 'customer.phone', isForCustomer: true }),
  ask('place', '服务地址', 'address', { required: true, prefill: 'customer.address', isForCustomer: true }),
]
export const byPhone: Field[] = [
  ask('contact', '联系人', 'text', { prefill: 'customer.name', isForCustomer: true }),
  ask('phone', '联系电话', 'phone', { required: true, prefill: 'customer.phone', isForCustomer: true }),
]
export const ofDevice: Field[] = [
  ask('model', '型号', 'text', { prefill: 'device.model' }),
  ask('serial', '编号', 'scan', { prefill: 'device.serial', hint: '扫铭牌条码，或手工填写' }),
]
export const pictures: Field = ask('photos', '现场照片', 'photo', { max: 9, isForCustomer: true })
export const wished: Field = ask('wishedTime', '期望时间', 'dateTime', {
  prefill: 'text.appointment',
  isForCustomer: true,
})
export const remark: Field = ask('note', '补充说明', 'longText', { isForCustomer: true })
export const partsUsed: Field = ask('partsUsed', '使用配件', 'parts', { stage: 'finish' })
export const signed: Field = ask('signature', '客户签字', 'signature', { required: true, stage: 'finish' })

type Body = WrittenTemplate['body']
type Usual = 'agreedMinutes' | 'deviationMetres' | 'reopenDays'

/** A template with an hour covered by the base fee, a check-in within 300 m and a week to come back. */
export const template = (
  code: string,
  name: string,
  { isPreset = false, ...body }: Omit<Body, Usual> & Partial<Pick<Body, Usual>> & { isPreset?: boolean },
): WrittenTemplate => ({
  code,
  name,
  isPreset,
  body: { agreedMinutes: 60, deviationMetres: 300, reopenDays: 7, ...body },
})

export const sample = (
  templateCode: string,
  words: string,
  answers: Answers,
  priority: Priority = 'normal',
): KitSample => ({ templateCode, words, priority, answers: { phone: '13900000100', ...answers } })

/** As an answer to `place`. */
export const at = (detail: string, regionCode = '330106') => ({
  place: { regionCode, detail, lat: null, lng: null },
})
