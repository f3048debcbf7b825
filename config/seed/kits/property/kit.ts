import { course } from '../course'
import type { WrittenKit } from '../kit'
import { isBusiness, policy, rates } from '../terms'
import { samples } from './samples'
import { complaint, electrical, plumbing } from './templates'

const QUOTE_FREE_UP_TO_FEN = 50_000

export const property: WrittenKit = {
  code: 'property',
  name: '物业',
  says: '给排水、电气与电梯报修、业主投诉；爆管和电梯困人立即转红警',
  flows: [
    course('property-repair', '物业维修流程', [
      'accept',
      {
        key: 'approveQuote',
        kind: 'approval',
        name: '报价审批',
        assignee: { by: 'role', role: 'manager' },
        needs: 'any',
        clockMinutes: 120,
        skipWhen: { '<=': [{ var: ['quote', 0] }, QUOTE_FREE_UP_TO_FEN] },
        isSkippedWhenRed: true,
        correction: { key: 'correctQuote', name: '修改报价', assignee: { by: 'creator' } },
      },
      'triage',
      'handle',
      'feedback',
      'revisit',
    ]),
  ],
  policies: [
    policy('property', '物业时效', 'property', { critical: [0.25, 0.5, 4], high: [0.5, 2, 24], normal: [2, 24, 72] }),
    policy('property-plumbing', '给排水时效', 'property.plumbing', {
      critical: [0.1, 0.5, 3],
      high: [0.5, 1, 8],
      normal: [1, 8, 24],
    }),
  ],
  templates: [plumbing, electrical, complaint],
  ruleSet: rates('property', '物业结算规则', {
    fees: {
      '*': 6_000,
      property: 6_000,
      'property.plumbing': 8_000,
      'property.electrical': 10_000,
      'property.complaint': 3_000,
    },
    params: { 带电作业补贴: '30' },
    items: [{ code: 'live', name: '带电作业补贴', when: isBusiness('property.electrical'), amount: '带电作业补贴' }],
    overtimeFen: 6_000,
  }),
  samples,
}
