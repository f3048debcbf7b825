import { course } from '../course'
import type { WrittenKit } from '../kit'
import { isBusiness, policy, rates } from '../terms'
import { samples } from './samples'
import { after, enrolment, refund, trial } from './templates'

export const training: WrittenKit = {
  code: 'training',
  name: '培训',
  says: '试听课、次日回访、报名缴费、退费；退费由主管和财务会签',
  flows: [
    course('training-trial', '试听流程', [
      'accept',
      {
        key: 'arrange',
        kind: 'task',
        name: '排老师和教室',
        assignee: { by: 'role', role: 'dispatcher' },
        clockMinutes: 120,
      },
      'triage',
      'handle',
      'feedback',
      'revisit',
    ]),
    course('training-enrolment', '报名流程', [
      'accept',
      {
        key: 'approveDiscount',
        kind: 'approval',
        name: '优惠审批',
        assignee: { by: 'role', role: 'manager' },
        needs: 'any',
        clockMinutes: 240,
        skipWhen: { '<=': [{ var: ['discount', 0] }, 50_000] },
      },
      'triage',
      'handle',
      'feedback',
      'revisit',
    ]),
    course('training-refund', '退费流程', [
      'accept',
      {
        key: 'signRefund',
        kind: 'countersign',
        name: '主管会签',
        assignee: { by: 'role', role: 'manager' },
        clockMinutes: 960,
      },
      {
        key: 'checkRefund',
        kind: 'approval',
        name: '财务审核',
        assignee: { by: 'role', role: 'finance' },
        needs: 'any',
        clockMinutes: 480,
      },
      'triage',
      'handle',
      'feedback',
      'revisit',
    ]),
  ],
  policies: [
    policy('training', '培训时效', 'training', {
      critical: [0.25, null, 24],
      high: [0.5, null, 48],
      normal: [2, null, 72],
    }),
  ],
  templates: [enrolment, after, trial, refund],
  ruleSet: rates('training', '培训结算规则', {
    fees: {
      '*': 5_000,
      'training.trial': 8_000,
      'training.enrolment': 10_000,
      'training.visit': 2_000,
      'training.refund': 2_000,
    },
    params: { 试听奖励: '30' },
    items: [{ code: 'trial', name: '试听奖励', when: isBusiness('training.trial'), amount: '试听奖励' }],
  }),
  samples,
}
