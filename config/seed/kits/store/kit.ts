import { course } from '../course'
import type { WrittenKit } from '../kit'
import { isBusiness, policy, rates } from '../terms'
import { samples } from './samples'
import { inspection, opening, repair } from './templates'

export const chainStore: WrittenKit = {
  code: 'store',
  name: '连锁门店',
  says: '设施报修、新店筹备、巡店检查；冻品回温加急，新店设备与证照并行准备',
  flows: [
    course('store-expense', '门店报修流程', [
      'accept',
      {
        key: 'approveCost',
        kind: 'approval',
        name: '费用审批',
        assignee: { by: 'role', role: 'manager' },
        needs: 'any',
        clockMinutes: 240,
        skipWhen: { '<=': [{ var: ['cost', 0] }, 100_000] },
        isSkippedWhenRed: true,
      },
      'triage',
      'handle',
      'feedback',
      'revisit',
    ]),
    course('store-opening', '新店筹备流程', [
      'accept',
      {
        key: 'approveOpening',
        kind: 'countersign',
        name: '开店会签',
        assignee: { by: 'role', role: 'manager' },
        clockMinutes: 960,
        correction: { key: 'correctPlan', name: '修改方案', assignee: { by: 'creator' } },
      },
      {
        key: 'prepare',
        name: '并行准备',
        branches: [
          { key: 'order', kind: 'task', name: '设备到货', assignee: { by: 'role', role: 'dispatcher' } },
          { key: 'papers', kind: 'task', name: '证照办理', assignee: { by: 'creator' } },
        ],
      },
      'triage',
      'handle',
      'feedback',
      'revisit',
    ]),
  ],
  policies: [
    policy('store', '门店时效', 'store', { critical: [0.25, 2, 8], high: [1, 4, 24], normal: [4, 24, 72] }),
    policy('store-opening', '新店时效', 'store.opening', {
      critical: [1, 24, 120],
      high: [4, 48, 240],
      normal: [8, 72, 480],
    }),
  ],
  templates: [repair, opening, inspection],
  ruleSet: rates('store', '门店结算规则', {
    fees: { '*': 8_000, 'store.repair': 12_000, 'store.opening': 60_000, 'store.inspection': 10_000 },
    params: { 冷链保障费: '40' },
    items: [
      {
        code: 'cold',
        name: '冷链保障费',
        when: { and: [isBusiness('store.repair'), { '==': [{ var: 'ticket.priority' }, 'critical'] }] },
        amount: '冷链保障费',
      },
    ],
    overtimeFen: 8_000,
  }),
  samples,
}
