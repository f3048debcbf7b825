import type * as z from 'zod/mini'
import type { templateBody } from '../../shared/templates/api'

/** A template as it is written down: what it leaves out has a default. */
export type WrittenTemplate = { code: string; name: string; isPreset: boolean; body: z.input<typeof templateBody> }

type FieldDraft = WrittenTemplate['body']['fields'][number]

/** Where and whom: known of nearly every customer, so that a preset button needs no typing. */
export const contact: FieldDraft[] = [
  { key: 'phone', label: '联系电话', kind: 'phone', required: true, prefill: 'customer.phone' },
  { key: 'address', label: '服务地址', kind: 'text', required: true, prefill: 'customer.address' },
]
export const appliance: FieldDraft[] = [
  { key: 'model', label: '产品型号', kind: 'text', prefill: 'device.model' },
  { key: 'serial', label: '机身编号', kind: 'scan', prefill: 'device.serial', hint: '扫机身条码，或手工填写' },
]
export const evidence: FieldDraft = { key: 'photos', label: '现场照片', kind: 'photo', hint: '故障部位和铭牌各一张' }
export const wishedTime: FieldDraft = {
  key: 'wishedTime',
  label: '期望上门时间',
  kind: 'dateTime',
  prefill: 'text.appointment',
}
export const faultCode: FieldDraft = { key: 'faultCode', label: '故障代码', kind: 'text', prefill: 'text.faultCode' }
export const note: FieldDraft = { key: 'note', label: '补充说明', kind: 'longText' }

/** When a question was answered so. */
export const when = (key: string, ...answers: string[]) => ({ in: [{ var: key }, answers] })
