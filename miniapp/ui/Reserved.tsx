import type { ReactNode } from 'react'
import { type Role, roleNames } from '../../shared/kernel/roles'
import { holds, usePerson } from '../lib/usePerson'
import { Page } from './Page'
import { EmptyState, ErrorState, Skeleton, ToWorkbench } from './States'

const words = {
  notYours: (title: string, roles: readonly Role[]) =>
    `「${title}」由${roles.map(role => roleNames[role]).join('、')}使用`,
  notYoursSays: '您的工作都在工作台，可以从那里查看和处理。',
}

type Props = { title: string; for: readonly Role[]; children: ReactNode }

/** A page for those who hold one of the roles; anybody else is told so and shown the way to their own. */
export const Reserved = ({ title, for: roles, children }: Props) => {
  const { person, problem, retry } = usePerson()
  if (person && holds(person, ...roles)) return children
  return (
    <Page title={title}>
      {person ? (
        <EmptyState icon="users" title={words.notYours(title, roles)} says={words.notYoursSays} act={<ToWorkbench />} />
      ) : problem ? (
        <ErrorState problem={problem} onRetry={retry} />
      ) : (
        <Skeleton />
      )}
    </Page>
  )
}
