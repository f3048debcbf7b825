import { course } from '../course'
import type { WrittenKit } from '../kit'
import { isBusiness, policy, rates } from '../terms'
import { samples } from './samples'
import { adverse, calibration, repair } from './templates'

export const medical: WrittenKit = {
  code: 'medical',
  name: '医疗器械',
  says: '维修、计量校准、不良事件上报；生命支持设备故障且无备用机转红警，维修后质量审核才能交付',
  flows: [
    course('medical-repair', '医疗设备维修流程', [
      'accept',
      {
        key: 'approveQuote',
        kind: 'approval',
        name: '报价审批',
        assignee: { by: 'role', role: 'manager' },
        needs: 'any',
        clockMinutes: 240,
        skipWhen: { '<=': [{ var: ['quote', 0] }, 500_000] },
        isSkippedWhenRed: true,
        correction: { key: 'correctQuote', name: '修改报价', assignee: { by: 'creator' } },
      },
      'triage',
      'handle',
      {
        key: 'quality',
        kind: 'approval',
        name: '质量审核',
        assignee: { by: 'managerOf', whom: 'assignee' },
        needs: 'any',
        clockMinutes: 120,
        correction: { key: 'complete', name: '补齐检测', assignee: { by: 'ticketAssignee' } },
      },
      'feedback',
      'revisit',
    ]),
    course('medical-adverse', '不良事件流程', [
      'accept',
      'triage',
      'handle',
      {
        key: 'signReport',
        kind: 'countersign',
        name: '报告会签',
        assignee: { by: 'role', role: 'manager' },
        clockMinutes: 1440,
        correction: { key: 'rewrite', name: '修改报告', assignee: { by: 'ticketAssignee' } },
      },
      'feedback',
      'revisit',
    ]),
  ],
  policies: [
    policy('medical', '医疗设备时效', 'medical', { critical: [0.25, 2, 12], high: [0.5, 8, 24], normal: [4, 48, 120] }),
    policy('medical-adverse', '不良事件时效', 'medical.adverse', {
      critical: [0.25, 4, 168],
      high: [1, 24, 480],
      normal: [4, 48, 480],
    }),
  ],
  templates: [repair, calibration, adverse],
  ruleSet: rates('medical', '医疗器械结算规则', {
    fees: { '*': 20_000, 'medical.repair': 80_000, 'medical.calibration': 50_000, 'medical.adverse': 30_000 },
    params: { 检测费: '300' },
    items: [{ code: 'test', name: '安全检测费', when: isBusiness('medical.repair'), amount: '检测费' }],
    overtimeFen: 30_000,
  }),
  samples,
}
