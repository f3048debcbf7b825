import type { TimerJob } from '../queue/subscribers'
import { inspect, setNextInspection } from './inspection/actions'

export const templatesTimerJobs: readonly TimerJob[] = [
  {
    job: 'templates.inspect',
    act: async call => {
      await inspect(call)
      await setNextInspection(call)
    },
  },
]
