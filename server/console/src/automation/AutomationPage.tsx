import { Tabs } from 'antd'
import { useSearchParams } from 'react-router-dom'
import { Page } from '../ui/Page'
import { FollowUps } from './FollowUps'
import { Rules } from './Rules'
import { Runs } from './Runs'
import { words } from './words'
import './automation.css'

const parts = [
  { key: 'rules', label: words.tabs.rules, children: <Rules /> },
  { key: 'runs', label: words.tabs.runs, children: <Runs /> },
  { key: 'followUps', label: words.tabs.followUps, children: <FollowUps /> },
]

/** The rules, what they did, and what they have promised for later. The tab stands in the address. */
export default function AutomationPage() {
  const [params, setParams] = useSearchParams()
  return (
    <Page title={words.title} says={words.says}>
      <Tabs
        activeKey={params.get('part') ?? 'rules'}
        onChange={part => setParams({ part }, { replace: true })}
        items={parts}
        destroyOnHidden
      />
    </Page>
  )
}
