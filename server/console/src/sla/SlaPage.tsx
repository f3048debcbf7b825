import { Tabs } from 'antd'
import { useSearchParams } from 'react-router-dom'
import { escalationApi } from '../../../../shared/escalation'
import { slaApi } from '../../../../shared/sla/api'
import { mayCall } from '../lib/access'
import { useSession } from '../lib/session'
import { Page } from '../ui/Page'
import { Board } from './board/Board'
import { Calendars } from './calendars/Calendars'
import { Ladder } from './ladder/Ladder'
import { Policies } from './policies/Policies'
import { Try } from './policies/Try'
import { words } from './words'
import './sla.css'

const parts = [
  { key: 'board', label: words.tabs.board, needs: slaApi.board, children: <Board /> },
  { key: 'policies', label: words.tabs.policies, needs: slaApi.policies, children: <Policies /> },
  { key: 'calendars', label: words.tabs.calendars, needs: slaApi.calendars, children: <Calendars /> },
  { key: 'ladder', label: words.tabs.ladder, needs: escalationApi.saveLadder, children: <Ladder /> },
  { key: 'try', label: words.tabs.try, needs: slaApi.try, children: <Try /> },
]

/** What is late and where it waits; for who decides about it, the rules behind the clocks. The tab stands in the address. */
export default function SlaPage() {
  const roles = useSession()?.person.roles ?? []
  const [params, setParams] = useSearchParams()
  const mine = parts.filter(({ needs }) => mayCall(roles, needs))
  return (
    <Page title={words.title} says={words.says}>
      <Tabs
        activeKey={params.get('part') ?? 'board'}
        onChange={part => setParams({ part }, { replace: true })}
        items={mine.map(({ key, label, children }) => ({ key, label, children }))}
        destroyOnHidden
      />
    </Page>
  )
}
