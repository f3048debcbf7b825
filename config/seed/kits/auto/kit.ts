import { course } from '../course'
import type { WrittenKit } from '../kit'
import { isBusiness, policy, rates } from '../terms'
import { samples } from './samples'
import { charger, firstCare, followUp, testDrive } from './templates'

export const auto: WrittenKit = {
  code: 'auto',
  name: '4S 店',
  says: '试驾三天后回访，订车后邀请首次保养；充电桩安装等物业同意书齐了再施工',
  flows: [
    course('auto-test-drive', '试驾流程', [
      'accept',
      {
        key: 'prepareCar',
        kind: 'task',
        name: '备车',
        assignee: { by: 'role', role: 'dispatcher' },
        clockMinutes: 120,
      },
      'triage',
      'handle',
      'feedback',
      'revisit',
    ]),
    course('auto-charger', '充电桩安装流程', [
      'accept',
      {
        key: 'awaitConsent',
        kind: 'wait',
        name: '等物业同意书',
        waitsFor: 'customer',
        assignee: { by: 'creator' },
        skipWhen: { '!=': [{ var: 'consent' }, '办理中'] },
      },
      {
        key: 'approveLong',
        kind: 'approval',
        name: '超长布线审批',
        assignee: { by: 'role', role: 'manager' },
        needs: 'any',
        clockMinutes: 480,
        skipWhen: { '<=': [{ var: ['cable', 0] }, 80] },
      },
      'triage',
      'handle',
      'feedback',
      'revisit',
    ]),
  ],
  policies: [
    policy('auto', '4S 店时效', 'auto', { critical: [0.25, 4, 24], high: [0.5, 24, 48], normal: [2, 72, 120] }),
  ],
  templates: [firstCare, followUp, testDrive, charger],
  ruleSet: rates('auto', '4S 店结算规则', {
    fees: { '*': 5_000, 'auto.drive': 5_000, 'auto.sales': 3_000, 'auto.care': 12_000, 'auto.charger': 30_000 },
    params: { 登高布线补贴: '60' },
    items: [{ code: 'wiring', name: '布线补贴', when: isBusiness('auto.charger'), amount: '登高布线补贴' }],
    overtimeFen: 8_000,
  }),
  samples,
}
