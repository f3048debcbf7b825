import { Dropdown, Modal } from 'antd'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { NavLink, useLocation } from 'react-router-dom'
import { roleNames } from '../../../../shared/kernel/roles'
import type { LoggedInPerson } from '../../../../shared/session'
import { forgetSession } from '../lib/session'
import { useKeys } from '../lib/use-keys'
import { useOpenTicket } from '../lib/use-open-ticket'
import { Icon } from '../ui/Icon'
import { Person } from '../ui/Person'
import { Boundary } from './Boundary'
import { Brand } from './Brand'
import { CutOff } from './CutOff'
import { leave } from './Login'
import type { MenuItem } from './menu'
import { words } from './words'
import './shell.css'

const TicketDrawer = lazy(() => import('../tickets/TicketDrawer'))

type ShellProps = { person: LoggedInPerson; items: MenuItem[]; children: ReactNode }

/** Navigation at the left, the page at the right, and over every page the ticket that the address names. */
export const Shell = ({ person, items, children }: ShellProps) => {
  const { ticketId } = useOpenTicket()
  return (
    <div className="pc-shell">
      <nav className="pc-nav">
        <Brand />
        {items.map(({ path, name, icon }) => (
          <NavLink key={path} to={`/${path}`} className="pc-nav-item">
            <Icon name={icon} />
            {name}
          </NavLink>
        ))}
        <Me person={person} />
      </nav>
      <main className="pc-main">
        <CutOff />
        <Boundary key={ticketId}>
          <Suspense fallback={<Opening />}>{ticketId && <TicketDrawer />}</Suspense>
        </Boundary>
        {children}
      </main>
      <Shortcuts />
    </div>
  )
}

/** The ticket's own code is on the way. */
const Opening = () => (
  <div role="status" className="pc-strip">
    {words.opening}
  </div>
)

const Me = ({ person }: { person: LoggedInPerson }) => (
  <Dropdown
    trigger={['click']}
    placement="topLeft"
    menu={{ items: [{ key: 'leave', label: words.changePerson, onClick: () => leave(forgetSession) }] }}
  >
    <button type="button" className="pc-me">
      <Person name={person.name} says={person.roles.map(role => roleNames[role]).join('、')} />
    </button>
  </Dropdown>
)

const Shortcuts = () => {
  const { pathname } = useLocation()
  const [openAt, setOpenAt] = useState<string | null>(null)
  useKeys({ '?': () => setOpenAt(pathname) })
  return (
    <Modal
      title={words.shortcuts}
      open={openAt === pathname}
      footer={null}
      width={380}
      onCancel={() => setOpenAt(null)}
    >
      <dl className="pc-keys">
        {words.shortcutList.map(([key, says]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
