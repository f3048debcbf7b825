import { useEffect, useState } from 'react'
import type { Role } from '../../shared/kernel/roles'
import type { LoggedInPerson } from '../../shared/session'
import { askForIdentity } from './askIdentity'
import { LoginNeeded, openSession, storedSession } from './session'

export const holds = (person: LoggedInPerson, ...roles: Role[]): boolean =>
  person.roles.some(role => roles.includes(role))

/** Who is logged in; opens the session when there is none yet. */
export const usePerson = (): { person: LoggedInPerson | null; problem: unknown; retry: () => void } => {
  const [person, setPerson] = useState<LoggedInPerson | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const retry = () => {
    setProblem(null)
    openSession().then(
      session => setPerson(session.person),
      reason => (reason instanceof LoginNeeded ? askForIdentity() : setProblem(reason)),
    )
  }
  useEffect(retry, [])
  return { person, problem, retry }
}

/** The roles at hand, without waiting: none before the first login. */
export const nowHolds = (...roles: Role[]): boolean => {
  const kept = storedSession()
  return kept ? holds(kept.person, ...roles) : false
}
