import { lazy, Suspense } from 'react'
import { Route, Routes } from 'react-router-dom'
import { PageSkeleton } from '../ui/States'
import { Library } from './library/Library'

const DesignerPage = lazy(() => import('./designer/DesignerPage'))
const ComparePage = lazy(() => import('./compare/ComparePage'))

/** The library; below it one template, and two versions side by side. */
export default function TemplatesPage() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Routes>
        <Route index element={<Library />} />
        <Route path=":code" element={<DesignerPage />} />
        <Route path=":code/compare" element={<ComparePage />} />
      </Routes>
    </Suspense>
  )
}
