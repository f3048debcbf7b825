import { Spin } from 'antd'
import { useSearchParams } from 'react-router-dom'
import { Page } from '../ui/Page'
import { Nothing, Trouble } from '../ui/States'
import { Choice } from './Choice'
import { Result } from './Result'
import { type Run, start, useRun, type Wish } from './running'
import { words } from './words'
import './simulator.css'

/** A draft of a template or a flow is named by the address, as whoever edits it comes here. */
const wishIn = (params: URLSearchParams): Partial<Wish> | null => {
  const [template, flow] = [params.get('template'), params.get('flow')]
  if (!template && !flow) return null
  return {
    ...(template && { templateCode: template, templateFrom: 'draft' }),
    ...(flow && { flowFrom: 'draft', flowCode: flow }),
  }
}

/** Past tickets once more, by what is being drawn. */
export default function SimulatorPage() {
  const run = useRun()
  const [params] = useSearchParams()
  const initial = wishIn(params) ?? run?.wish ?? {}
  return (
    <Page title={words.title} says={words.says}>
      <Choice initial={initial} isRunning={run?.isRunning === true} />
      <Outcome run={run} />
    </Page>
  )
}

const Outcome = ({ run }: { run: Run | null }) => {
  if (!run) return <Nothing title={words.nothing} says={words.nothingSays} />
  if (run.isRunning) {
    return (
      <div className="ps-running" aria-live="polite" aria-busy="true">
        <Spin /> {words.running}
      </div>
    )
  }
  if (run.result) return <Result result={run.result} />
  return <Trouble problem={run.problem} onRetry={() => void start(run.wish)} />
}
