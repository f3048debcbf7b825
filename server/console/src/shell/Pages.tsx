import { Result } from 'antd'
import { Suspense, useEffect, useState } from 'react'
import { Link, Navigate, Route, Routes, useSearchParams } from 'react-router-dom'
import { sessionApi } from '../../../../shared/session'
import { call } from '../lib/api'
import { keepSession, useSession } from '../lib/session'
import { PageSkeleton } from '../ui/States'
import { Boundary } from './Boundary'
import { Login } from './Login'
import { menuFor } from './menu'
import { Shell } from './Shell'
import { words } from './words'

/** Login first, then the pages of this person's roles. */
export const Pages = () => {
  const session = useSession()
  const isEntering = useDemoIdentity()
  if (isEntering) return <PageSkeleton />
  if (!session) return <Login />
  const items = menuFor(session.person.roles)
  const [home] = items
  return (
    <Shell key={session.person.id} person={session.person} items={items}>
      {home ? (
        <Suspense fallback={<PageSkeleton />}>
          <Routes>
            {items.map(({ path, Page }) => (
              <Route
                key={path}
                path={`/${path}/*`}
                element={
                  <Boundary key={path}>
                    <Page />
                  </Boundary>
                }
              />
            ))}
            <Route index element={<Navigate to={`/${home.path}`} replace />} />
            <Route path="*" element={<Unknown home={home.path} />} />
          </Routes>
        </Suspense>
      ) : (
        <Result status="info" title={words.noPage} subTitle={words.noPageSays} />
      )}
    </Shell>
  )
}

/** An address that leads nowhere, or to a page of other roles. */
const Unknown = ({ home }: { home: string }) => (
  <Result
    status="404"
    title={words.unknownPage}
    subTitle={words.unknownPageSays}
    extra={<Link to={`/${home}`}>{words.toHome}</Link>}
  />
)

/** `?as=<person or role>` of the demo's addresses: enters once, then leaves the address. True while it is under way. */
const useDemoIdentity = (): boolean => {
  const [params, setParams] = useSearchParams()
  const as = params.get('as')
  const [isEntering, setIsEntering] = useState(as !== null)
  useEffect(() => {
    if (!as) return
    call(sessionApi.demo, { as })
      .then(keepSession, () => undefined)
      .finally(() => {
        setIsEntering(false)
        setParams(
          given => {
            given.delete('as')
            return given
          },
          { replace: true },
        )
      })
  }, [as, setParams])
  return isEntering
}
