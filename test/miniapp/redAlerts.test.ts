import { redFirst } from '../../miniapp/lib/redFirst'
import { standingOf } from '../../miniapp/redAlerts/standing'
import type { RedAlertView } from '../../shared/redAlerts'

const at = (time: string) => `2026-11-23T${time}:00+08:00`
const fresh: RedAlertView = {
  id: 'a-1',
  ticketId: 'k-1',
  number: 'T20261123-0001',
  title: '空调停机',
  status: 'open',
  customerName: null,
  assigneeName: null,
  reason: '停机停产',
  raised: { name: '张珊', at: at('09:00') },
  handleBy: at('09:30'),
  handledAt: null,
  acknowledged: null,
  callCount: 0,
  parts: [],
  reportDueAt: null,
  reported: null,
  canAcknowledge: true,
  canReport: false,
  version: 1,
}
const taken = { acknowledged: { name: '沈明远', at: at('09:10') }, reportDueAt: '2026-11-24T09:10:00+08:00' }
const body = { happened: '', cause: '', prevention: '' }

test.each<[string, string, Partial<RedAlertView>, string[]]>([
  ['nobody yet', at('09:20'), {}, ['attention 09:30 前要有人接手']],
  ['too late', at('09:31'), {}, ['overdue 已过 30 分钟，还没有人接手']],
  ['calls', at('09:41'), { callCount: 3 }, ['overdue 已过 30 分钟，逐级打过 3 次电话']],
  ['taken on', at('09:41'), taken, ['moving 沈明远在 09:10 表示来处理', 'waiting 报告应在 明天 09:10 前提交']],
  [
    'a report that is late',
    '2026-11-25T09:00:00+08:00',
    { ...taken, handledAt: at('09:05') },
    [
      'moving 11月23日 09:05 已有工程师接手',
      'moving 沈明远在 11月23日 09:10 表示来处理',
      'overdue 报告应在 昨天 09:10 前提交，已逾期',
    ],
  ],
  [
    'over',
    at('12:00'),
    { ...taken, reported: { name: '李思', at: at('11:00'), body } },
    ['done 李思在 11:00 提交了报告'],
  ],
])('an alert stands: %s', (_, now, changes, lines) => {
  const standing = standingOf({ ...fresh, ...changes }, new Date(now))
  expect(standing.map(({ tone, says }) => `${tone} ${says}`)).toEqual(lines)
})

test('red tickets come first, the rest stays in order', () => {
  const cards = [1, 2, 3, 4].map(n => ({ n, isRed: n % 2 === 0 }))
  expect(redFirst(cards).map(({ n }) => n)).toEqual([2, 4, 1, 3])
})
