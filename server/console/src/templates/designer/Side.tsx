import { Tabs } from 'antd'
import { Preview } from '../preview/Preview'
import { Settings } from '../settings/Settings'
import { words } from '../words'
import { type Side as SideName, useDesk, useOnDesk } from './desk'
import { ProblemList } from './ProblemList'
import { useProblems } from './problems'

/** Settings of what is selected, the form on a phone, and what is still to be mended. */
export const Side = () => {
  const desk = useDesk()
  const side = useOnDesk(state => state.side)
  const { count } = useProblems()
  const parts: Record<SideName, React.ReactNode> = {
    settings: <Settings />,
    preview: <Preview />,
    problems: <ProblemList />,
  }
  return (
    <aside className="td-side">
      <Tabs
        activeKey={side}
        onChange={key => desk.show({ side: key as SideName })}
        items={[
          { key: 'settings', label: words.tabs.settings },
          { key: 'preview', label: words.tabs.preview },
          { key: 'problems', label: <span className={count ? 'td-count' : ''}>{words.tabs.problems(count)}</span> },
        ]}
      />
      <div className="td-side-body">{parts[side]}</div>
    </aside>
  )
}
