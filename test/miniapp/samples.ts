import type { CustomerView, DeviceView } from '../../shared/customers'
import type { Role } from '../../shared/kernel/roles'
import type { Session } from '../../shared/session'
import type { TemplateView } from '../../shared/templates/api'
import type { TicketCard, TicketView, TrackedTicket } from '../../shared/tickets/views'

export const sessionOf = (role: Role, name: string): Session => ({
  token: `token-${role}`,
  refreshToken: `refresh-${role}`,
  person: { id: `p-${role}`, kind: role === 'customer' ? 'customer' : 'member', name, roles: [role], teamName: null },
})

export const customer: CustomerView = {
  id: 'c-1',
  name: '示例物业',
  phone: '138****8000',
  level: 'gold',
  regionCode: '310115',
  address: '张江路 478 号',
  place: null,
  ownerId: null,
  externalUserId: 'wm-1',
  tags: [],
  version: 1,
}

export const device: DeviceView = {
  id: 'd-1',
  customerId: 'c-1',
  name: '中央空调',
  model: 'RX-12',
  serial: 'SN0007',
  businessType: 'repair.aircon',
  installedAt: null,
  warrantyUntil: '2027-03-01',
  inWarranty: true,
}

export const template: TemplateView = {
  id: 't-1',
  code: 'repair',
  name: '空调报修',
  versionNo: 1,
  isPreset: true,
  body: {
    category: 'repair',
    businessType: 'repair.aircon',
    priority: 'high',
    fields: [
      { key: 'phone', label: '联系电话', kind: 'phone', required: true, prefill: 'customer.phone' },
      { key: 'serial', label: '序列号', kind: 'text', required: false, prefill: 'device.serial' },
      { key: 'fault', label: '故障现象', kind: 'choice', required: false, options: ['漏水', '不制冷'] },
    ],
    groups: [],
    rules: [],
    variants: [],
    agreedMinutes: 60,
    deviationMetres: 300,
    reopenDays: 7,
  },
}

export const card: TicketCard = {
  id: 'k-1',
  number: 'T20261122-0001',
  title: '空调漏水',
  status: 'open',
  priority: 'high',
  customerName: customer.name,
  address: customer.address,
  assigneeName: null,
  isRed: false,
  tags: [],
  nodeName: null,
  nudgeCount: 0,
  dueAt: null,
  dueClock: null,
  dueSoonAt: null,
  duePausedFor: null,
  appointmentFrom: null,
  appointmentTo: null,
  lastEvent: '陈敏建单',
  createdAt: '2026-11-22T09:00:00+08:00',
  updatedAt: '2026-11-22T09:00:00+08:00',
  version: 1,
}

export const ticket: TicketView = {
  ...card,
  description: null,
  businessType: 'repair.aircon',
  channel: 'chat',
  templateId: template.id,
  answers: { phone: '138****8000' },
  origins: { phone: 'customer.phone' },
  files: [],
  customer: { id: customer.id, name: customer.name, level: 'gold', phone: customer.phone, regionCode: null, tags: [] },
  device: null,
  contactName: null,
  contactPhone: null,
  regionCode: '310115',
  place: null,
  assignee: null,
  createdBy: { id: 'p-sales', name: '陈敏', phone: null },
  reopenedCount: 0,
  followsId: null,
  held: null,
  trackToken: 'track-1',
  allowedMoves: [],
  timeline: [],
}

/** The card's ticket as its customer sees it. */
export const tracked: TrackedTicket = {
  id: card.id,
  number: card.number,
  title: card.title,
  status: 'assigned',
  says: '已安排师傅，等待确认',
  version: 2,
  engineer: null,
  appointmentFrom: null,
  appointmentTo: null,
  timeline: [],
  canConfirm: false,
  nudgeCount: 0,
  nudgeableAt: null,
}
