import { roleNames, systemActor } from '../../../shared/kernel/roles'
import { readAs } from '../../call'
import type { Context } from '../../context'
import { listFirstCustomers } from '../../customers/actions'
import { listActivePeople } from '../../people/actions'

const shownRoles = ['sales', 'dispatcher', 'engineer', 'manager', 'finance', 'admin'] as const

const whatFor: Record<(typeof shownRoles)[number], string> = {
  sales: '从聊天建单，看进度',
  dispatcher: '派单，盯时限',
  engineer: '接单、签到、完工、看收入',
  manager: '看本区域',
  finance: '看结算',
  admin: '看全部',
}

/** Where to click and as whom, for the terminal. */
export const welcomeText = async (context: Context, address: string): Promise<string> => {
  const [people, [customer]] = await readAs(context, systemActor('demo'), reading =>
    Promise.all([listActivePeople(reading), listFirstCustomers(reading, 1)]),
  )
  const as = (id: string): string => `${address}/?as=${id}`
  const members = shownRoles.flatMap(role => {
    const person = people.find(({ roles }) => roles.includes(role))
    return person ? [`    ${as(person.id).padEnd(44)} ${roleNames[role]} ${person.name}：${whatFor[role]}`] : []
  })
  const guest = customer ? [`    ${as(customer.id).padEnd(44)} 客户 ${customer.name}：报修，看进度`] : []
  const lines = [
    '',
    '  派单已启动（演示模式，数据在本机，不连接任何外部平台）',
    '',
    '  手机端，以谁的身份打开：',
    ...members,
    ...guest,
    '',
    `  管理台    ${address}/console/`,
    `  演示现场  ${address}/demo   企业微信会显示什么：看消息、点卡片、发消息`,
    '',
    '  按 Ctrl+C 停止',
    '',
  ]
  return `${lines.join('\n')}\n`
}
