import { dueClockNames, MOST_RUNS_OF_RULE, MOST_RUNS_OF_TICKET, type Trigger, type Wait } from '../../shared/automation'
import type { EventOf } from '../../shared/events'
import { stageNames } from '../../shared/flows/flow'
import { indexOfStage, positionOf } from '../../shared/flows/stages'
import { chinaDay, DAY } from '../../shared/kernel/time'
import { type Priority, priorityNames } from '../../shared/priorities'
import type { Answer, Field } from '../../shared/templates/fields'
import { kindOf } from '../../shared/templates/kinds'
import { operationOf } from '../../shared/templates/logic'
import { transitionOf } from '../../shared/tickets/life'
import type { TicketRow } from '../tickets/actions'

export const heard = [
  'ticket.created',
  'ticket.moved',
  'ticket.edited',
  'ticket.marked',
  'ticket.reddened',
  'ticket.nudged',
  'sla.reached',
  'flow.left',
] as const
export type Heard = EventOf<(typeof heard)[number]>

const stageClosedBy = (event: Heard, stage: Extract<Trigger, { on: 'stageClosed' }>['stage']): boolean => {
  const at = indexOfStage(stage)
  if (event.type === 'ticket.created') return event.status !== 'draft' && positionOf(event.status) > at
  if (event.type !== 'ticket.moved' || event.to === 'cancelled') return false
  return positionOf(event.from) <= at && positionOf(event.to) > at
}

const lateness = (event: Heard, { clock, percent }: Extract<Trigger, { on: 'late' }>): boolean =>
  event.type === 'sla.reached' &&
  [event, ...(event.combined ?? [])].some(one => one.clock === clock && one.percent === percent)

type Rated = Pick<TicketRow, 'rating'>

/** What of an event sets this trigger off, with its figures; null when it does not. */
export const reasonFor = (trigger: Trigger, event: Heard, { rating }: Rated): string | null => {
  switch (trigger.on) {
    case 'created': {
      const isSubmitted = event.type === 'ticket.moved' && event.move === 'submit'
      const isOpened = event.type === 'ticket.created' && event.status !== 'draft'
      return isSubmitted || isOpened ? '工单提交' : null
    }
    case 'moved':
      return event.type === 'ticket.moved' && trigger.moves.includes(event.move)
        ? `工单「${transitionOf(event.move).name}」`
        : null
    case 'stageClosed':
      return stageClosedBy(event, trigger.stage) ? `「${stageNames[trigger.stage]}」阶段结束` : null
    case 'flowLeft':
      return event.type === 'flow.left' && event.nodeKey === trigger.nodeKey
        ? `流程节点「${trigger.nodeName ?? event.nodeKey}」结束`
        : null
    case 'edited':
      return event.type === 'ticket.edited' || event.type === 'ticket.marked' ? '工单被修改' : null
    case 'reddened':
      return event.type === 'ticket.reddened' ? `转为红色预警：${event.reason}` : null
    case 'nudged':
      return event.type === 'ticket.nudged' && event.count >= trigger.atLeast
        ? `第 ${event.count} 次催单，达到 ${trigger.atLeast} 次`
        : null
    case 'late':
      return lateness(event, trigger) ? `${dueClockNames[trigger.clock]}时限已用 ${trigger.percent}%` : null
    case 'rated': {
      const isLow = event.type === 'ticket.moved' && event.move === 'confirm' && rating !== null
      return isLow && rating <= trigger.atMost ? `客户评 ${rating} 分，不高于 ${trigger.atMost} 分` : null
    }
  }
}

const seasonStarts = ['03', '06', '09', '12'] as const

/** When a rule that waits goes on; null when it does not wait. */
export const waitUntil = (wait: Wait, now: Date): Date | null => {
  if (wait === 'none') return null
  if ('days' in wait) return new Date(now.getTime() + wait.days * DAY)
  const year = Number(chinaDay(now).slice(0, 4))
  const starts = [year, year + 1].flatMap(one =>
    seasonStarts.map(month => new Date(`${one}-${month}-01T09:00:00+08:00`)),
  )
  return starts.find(start => start > now) ?? null
}

/** Why a rule may not act again on this ticket today; null when it may. `acted`: the rules that have, once for each time. */
export const boundOf = (ruleCode: string | null, acted: readonly (string | null)[]): string | null => {
  const ofRule = ruleCode === null ? 0 : acted.filter(code => code === ruleCode).length
  if (ofRule >= MOST_RUNS_OF_RULE) return `这条规则今天已在这张工单上执行 ${ofRule} 次，到明天前不再执行`
  if (acted.length >= MOST_RUNS_OF_TICKET) return `这张工单今天已自动处理 ${acted.length} 次，到明天前不再执行`
  return null
}

const contextNames: Record<string, string> = {
  'ticket.priority': '优先级',
  'ticket.businessType': '业务类型',
  'ticket.channel': '来源',
  'ticket.description': '问题描述',
  'ticket.regionCode': '服务地区',
  'ticket.appointmentFrom': '预约时间',
  'ticket.isRed': '红色预警',
  regionCode: '服务地区',
  'customer.name': '客户',
  'customer.level': '客户等级',
  'customer.tags': '客户标签',
  'device.model': '设备型号',
  'device.inWarranty': '在保修期内',
  'device.warrantyUntil': '保修到',
  'creator.name': '建单人',
}

const pathsIn = (logic: unknown): string[] => {
  if (Array.isArray(logic)) return logic.flatMap(pathsIn)
  const operation = operationOf(logic)
  if (!operation) return []
  const [path] = operation.args
  if (operation.name === 'var') return typeof path === 'string' && path !== '' ? [path] : []
  return operation.args.flatMap(pathsIn)
}

const valueAt = (data: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((found, key) => {
    const isThere = typeof found === 'object' && found !== null && Object.hasOwn(found, key)
    return isThere ? (found as Record<string, unknown>)[key] : undefined
  }, data)

const plain = (value: unknown): string => {
  if (value === undefined || value === null || value === '') return '（空）'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'string') return Object.hasOwn(priorityNames, value) ? priorityNames[value as Priority] : value
  return JSON.stringify(value)
}

const MOST_SHOWN = 6

/** What the condition read, as people read it: 故障现象：漏水，优先级：高. Empty when it reads nothing. */
export const readingsOf = (when: unknown, data: unknown, fields: readonly Field[]): string =>
  [...new Set(pathsIn(when))]
    .slice(0, MOST_SHOWN)
    .map(path => {
      const value = valueAt(data, path)
      const field = fields.find(({ key }) => key === path)
      const says =
        field && !kindOf[field.kind].isEmpty(value as Answer)
          ? kindOf[field.kind].print(value as Answer, field)
          : plain(value)
      return `${field?.label ?? contextNames[path] ?? path}：${says.slice(0, 60)}`
    })
    .join('，')
