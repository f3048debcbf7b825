import { course } from '../course'
import type { WrittenKit } from '../kit'
import { isBusiness, policy, rates } from '../terms'
import { samples } from './samples'
import { care, install, repair } from './templates'

const QUOTE_FREE_UP_TO_FEN = 30_000

export const appliance: WrittenKit = {
  code: 'appliance',
  name: '家电',
  says: '维修、安装、清洗保养；过保维修先报价审批，燃气味立即转红警',
  flows: [
    course('appliance-quote', '家电维修流程', [
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
    policy('appliance', '家电时效', 'appliance', { critical: [0.25, 2, 24], high: [2, 24, 48], normal: [4, 48, 72] }),
  ],
  templates: [care, repair, install],
  ruleSet: rates('appliance', '家电结算规则', {
    fees: { '*': 8_000, 'appliance.repair': 10_000, 'appliance.install': 15_000, 'appliance.care': 9_000 },
    params: { 安装辅料: '20' },
    items: [{ code: 'supplies', name: '安装辅料', when: isBusiness('appliance.install'), amount: '安装辅料' }],
    overtimeFen: 9_000,
  }),
  samples,
}
