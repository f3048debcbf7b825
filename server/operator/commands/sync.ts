import { openContext } from '../../context'
import { syncCustomers, syncPeople } from '../../wecom/contacts/jobs'
import { hasNobodyToAsk, nobodyToAsk, orAdvice } from './calls'
import type { Command } from './command'

/** Reads the whole list of members and of their customers, as happens every night by itself. */
export const sync: Command = {
  summary: '从企业微信全量同步成员和客户',
  run: async desk => {
    const config = desk.readConfig()
    if (hasNobodyToAsk(config)) {
      desk.say(`✗ ${nobodyToAsk}`)
      return 1
    }
    const context = await openContext(config)
    try {
      return await orAdvice(desk.say, async () => {
        const people = await syncPeople(context)
        desk.say(`✓ 成员：名单 ${people.listed} 人，新增 ${people.joined}，未见 ${people.missed}，离职 ${people.left}`)
        const customers = await syncCustomers(context)
        desk.say(`✓ 客户：${customers.members} 位成员的 ${customers.contacts} 位客户，${customers.ended} 位不再联系`)
        return 0
      })
    } finally {
      await context.close()
    }
  },
}
