import * as z from 'zod/mini'
import { type RuleBody, ruleBody } from '../../shared/automation'

const written: readonly { code: string; body: z.input<typeof ruleBody> }[] = [
  {
    code: 'install-revisit',
    body: {
      name: '安装完成 30 天后回访',
      templateCodes: ['aircon-install'],
      trigger: { on: 'stageClosed', stage: 'revisit' },
      // biome-ignore lint/suspicious/noThenProperty: the word of the rules' format
      then: [{ action: 'followUp', templateId: 'consultation', afterDays: 30, says: '安装满 30 天，回访使用情况' }],
    },
  },
  {
    code: 'bad-rating',
    body: {
      name: '差评告诉区域经理',
      trigger: { on: 'rated', atMost: 2 },
      // biome-ignore lint/suspicious/noThenProperty: the word of the rules' format
      then: [
        { action: 'addTag', tag: '差评' },
        { action: 'notify', to: 'manager', says: '客户给了差评，请尽快联系客户' },
      ],
    },
  },
]

export const automationRules: readonly { code: string; body: RuleBody }[] = written.map(({ code, body }) => ({
  code,
  body: z.parse(ruleBody, body),
}))
