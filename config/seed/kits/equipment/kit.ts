import { course } from '../course'
import type { WrittenKit } from '../kit'
import { isBusiness, policy, rates } from '../terms'
import { samples } from './samples'
import { cnc, hydraulics, upkeep } from './templates'

const APPROVAL_FREE_UP_TO_FEN = 200_000

export const equipment: WrittenKit = {
  code: 'equipment',
  name: '设备',
  says: '数控机床、液压系统维修和点检保养；整线停产立即转红警，缺备件时等料再修',
  flows: [
    course('equipment-repair', '设备维修流程', [
      'accept',
      {
        key: 'approveQuote',
        kind: 'approval',
        name: '报价审批',
        assignee: { by: 'role', role: 'manager' },
        needs: 'any',
        clockMinutes: 240,
        skipWhen: { '<=': [{ var: ['quote', 0] }, APPROVAL_FREE_UP_TO_FEN] },
        isSkippedWhenRed: true,
        correction: { key: 'correctQuote', name: '修改报价', assignee: { by: 'creator' } },
      },
      'triage',
      {
        key: 'awaitParts',
        kind: 'wait',
        name: '等备件到货',
        waitsFor: 'parts',
        assignee: { by: 'role', role: 'dispatcher' },
        clockMinutes: 1440,
        skipWhen: { '!=': [{ var: 'needsPart' }, '是'] },
        isSkippedWhenRed: true,
      },
      'handle',
      'feedback',
      'revisit',
    ]),
  ],
  policies: [
    policy(
      'equipment',
      '设备时效',
      'equipment',
      { critical: [0.25, 4, 24], high: [1, 8, 48], normal: [4, 24, 96] },
      { nodeMinutes: { awaitParts: 1440 } },
    ),
  ],
  templates: [cnc, hydraulics, upkeep],
  ruleSet: rates('equipment', '设备结算规则', {
    fees: { '*': 20_000, 'equipment.cnc': 60_000, 'equipment.hydraulics': 40_000, 'equipment.upkeep': 30_000 },
    params: { 精度检验费: '200' },
    items: [{ code: 'accuracy', name: '精度检验费', when: isBusiness('equipment.cnc'), amount: '精度检验费' }],
    overtimeFen: 20_000,
  }),
  samples,
}
