import { Alert, Result, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { type Role, roleNames } from '../../../../shared/kernel/roles'
import { type LoggedInPerson, sessionApi } from '../../../../shared/session'
import { call } from '../lib/api'
import { keepSession, useHasExpired } from '../lib/session'
import { ApiRefusal } from '../lib/trouble'
import { useCommand } from '../lib/use-command'
import { useQuery } from '../lib/use-query'
import { askWecom, codeBroughtBack, isInWecom } from '../lib/web-login'
import { Person } from '../ui/Person'
import { Trouble } from '../ui/States'
import { Brand } from './Brand'
import { words } from './words'
import './login.css'

/** In the demo people choose who they are; elsewhere WeCom says it. */
export const Login = () => {
  const people = useQuery(sessionApi.demoPeople, {})
  const hasExpired = useHasExpired()
  const isDemoOff = people.problem instanceof ApiRefusal && people.problem.code === 'session.demo_off'
  return (
    <main className="pc-login">
      <Brand />
      {hasExpired && <Alert showIcon type="warning" title={words.expired} className="pc-login-expired" />}
      {isDemoOff && <FromWecom />}
      {!isDemoOff && people.problem ? <Trouble problem={people.problem} onRetry={people.reload} /> : null}
      {people.loading && <Skeleton active paragraph={{ rows: 8 }} />}
      {people.data && <Chooser people={deskFirst(people.data.items)} />}
    </main>
  )
}

/** WeCom's own browser says who it is; any other is told where to open this. */
const FromWecom = () => {
  const [hasFailed, setHasFailed] = useState(false)
  useEffect(() => {
    if (!isInWecom()) return
    const code = codeBroughtBack()
    const entering = code ? call(sessionApi.web, { code }).then(keepSession) : askWecom()
    entering.catch(() => setHasFailed(true))
  }, [])
  if (isInWecom() && !hasFailed) return <Skeleton active paragraph={{ rows: 4 }} />
  return <Result status="info" title={words.enterFromWecom} subTitle={words.enterFromWecomSays} />
}

/** Those whose work is at the desk come first; customers have their own pages. */
const order: readonly Role[] = ['dispatcher', 'manager', 'finance', 'admin', 'sales', 'provider', 'engineer']

const deskFirst = (people: LoggedInPerson[]): LoggedInPerson[] => {
  const place = ({ roles: [role] }: LoggedInPerson): number => (role ? order.indexOf(role) : order.length)
  return people.filter(({ kind }) => kind === 'member').sort((a, b) => place(a) - place(b))
}

const aboutOf = ({ roles, teamName }: LoggedInPerson): string =>
  [roles.map(role => roleNames[role]).join('、'), teamName].filter(Boolean).join(' · ')

const Chooser = ({ people }: { people: LoggedInPerson[] }) => {
  const [entering, setEntering] = useState<string | null>(null)
  const enter = useCommand(sessionApi.demo)
  const choose = async ({ id }: LoggedInPerson) => {
    setEntering(id)
    const session = await enter.run({ as: id })
    setEntering(null)
    if (session) keepSession(session)
  }
  return (
    <>
      <h1>{words.loginTitle}</h1>
      <p>{words.loginSays}</p>
      <div className="pc-login-people">
        {people.map(person => (
          <button key={person.id} type="button" disabled={entering !== null} onClick={() => choose(person)}>
            <Person name={person.name} says={aboutOf(person)} />
          </button>
        ))}
      </div>
    </>
  )
}

/** Ends the session on the server too; a server that does not answer keeps nobody in. */
export const leave = async (forget: () => void): Promise<void> => {
  await call(sessionApi.leave, {}).catch(() => undefined)
  forget()
}
