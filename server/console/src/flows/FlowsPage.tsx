import { lazy, Suspense } from 'react'
import { Route, Routes } from 'react-router-dom'
import { flowsApi } from '../../../../shared/flows/api'
import { mayCall } from '../lib/access'
import { useSession } from '../lib/session'
import { Page } from '../ui/Page'
import { PageSkeleton } from '../ui/States'
import { Library } from './library/Library'
import { Waiting } from './waiting/Waiting'
import { words } from './words'
import './flows.css'

const EditorPage = lazy(() => import('./editor/EditorPage'))

/** What waits for me; for who makes flows, the library too, and below it one flow. */
export default function FlowsPage() {
  const isMaker = mayCall(useSession()?.person.roles ?? [], flowsApi.library)
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Routes>
        <Route
          index
          element={
            <Page title={words.title} says={words.says}>
              <Waiting />
              {isMaker && <Library />}
            </Page>
          }
        />
        {isMaker && <Route path=":code" element={<EditorPage />} />}
      </Routes>
    </Suspense>
  )
}
