import { course } from '../course'
import type { WrittenKit } from '../kit'
import { isBusiness, policy, rates } from '../terms'
import { samples } from './samples'
import { change, incident, newcomer } from './templates'

export const it: WrittenKit = {
  code: 'it',
  name: 'IT 运维',
  says: '故障、变更、入职装机；全公司中断转红警，变更会签后等到窗口再实施',
  flows: [
    course('it-change', '变更流程', [
      'accept',
      {
        key: 'review',
        kind: 'countersign',
        name: '变更评审',
        assignee: { by: 'role', role: 'manager' },
        clockMinutes: 480,
        skipWhen: { '==': [{ var: 'risk' }, '低'] },
        correction: { key: 'revise', name: '修改方案', assignee: { by: 'creator' } },
      },
      'triage',
      { key: 'window', kind: 'wait', name: '等变更窗口', waitsFor: 'date', until: { var: 'changeAt' } },
      'handle',
      'feedback',
      'revisit',
    ]),
  ],
  policies: [
    policy('it', 'IT 时效', 'it', { critical: [0.25, 1, 4], high: [0.5, 4, 8], normal: [2, 16, 24] }),
    policy(
      'it-change',
      '变更时效',
      'it.change',
      { critical: [0.5, null, 24], high: [2, null, 72], normal: [8, null, 240] },
      { nodeMinutes: { review: 480 } },
    ),
  ],
  templates: [incident, change, newcomer],
  ruleSet: rates('it', 'IT 运维结算规则', {
    fees: { '*': 8_000, 'it.incident': 12_000, 'it.change': 30_000, 'it.onsite': 10_000 },
    params: { 变更值守费: '150' },
    items: [{ code: 'guard', name: '变更值守费', when: isBusiness('it.change'), amount: '变更值守费' }],
    overtimeFen: 12_000,
  }),
  samples,
}
