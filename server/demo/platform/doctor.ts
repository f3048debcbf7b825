import type { Contacts } from './contacts'
import { ok, PlatformRefusal, type Routes } from './wire'

type AppRecord = { agentId: number; contacts: Contacts; guard: (routes: Routes) => Routes }

/** What the platform tells an app about itself, protocol sections 1, 6.1, 7 and 10. */
export const appRecord = ({ agentId, contacts, guard }: AppRecord): Routes =>
  guard({
    'GET /cgi-bin/agent/get': ({ query }) => {
      if (Number(query.get('agentid')) !== agentId) throw new PlatformRefusal(40056, 'invalid agentid')
      const user = contacts.members().map(({ userId }) => ({ userid: userId }))
      return ok({ agentid: agentId, name: '派单', close: 0, allow_userinfos: { user }, allow_partys: { partyid: [] } })
    },
    'GET /cgi-bin/user/simplelist': ({ query }) => {
      const { userIds } = contacts.resolve('', query.get('department_id') ?? '', '')
      return ok({ userlist: userIds.map(userId => ({ userid: userId, name: contacts.member(userId).name })) })
    },
    'GET /cgi-bin/getcallbackip': () => ok({ ip_list: ['127.0.0.1'] }),
    'GET /cgi-bin/get_api_domain_ip': () => ok({ ip_list: ['127.0.0.1'] }),
    'GET /cgi-bin/externalcontact/get_follow_user_list': () =>
      ok({ follow_user: contacts.members().map(({ userId }) => userId) }),
    'POST /cgi-bin/kf/account/list': () => ok({ account_list: [] }),
  })
