import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { Answer, Answers } from '../../../../../shared/templates/fields'

/** In which the form is tried out: where and when. */
export type Situation = { regionCode: string | null; day: string }

type Trial = {
  answers: Answers
  situation: Situation
  /** All errors are shown once somebody has pressed 提交试试. */
  isSent: boolean
  answer: (key: string, value: Answer) => void
  suppose: (change: Partial<Situation>) => void
  send: () => void
  clear: () => void
}

const TrialContext = createContext<Trial | null>(null)

export const useTrial = (): Trial => {
  const trial = useContext(TrialContext)
  if (!trial) throw new Error('no trial above')
  return trial
}

/** Test answers stay while one goes to and fro between settings and preview; they are never saved. */
export const TrialProvider = ({ today, children }: { today: string; children: ReactNode }) => {
  const [answers, setAnswers] = useState<Answers>({})
  const [situation, setSituation] = useState<Situation>({ regionCode: null, day: today })
  const [isSent, setIsSent] = useState(false)
  const acts = useMemo(
    () => ({
      answer: (key: string, value: Answer) => setAnswers(before => ({ ...before, [key]: value })),
      suppose: (change: Partial<Situation>) => setSituation(before => ({ ...before, ...change })),
      send: () => setIsSent(true),
      clear: () => {
        setAnswers({})
        setIsSent(false)
      },
    }),
    [],
  )
  const trial = useMemo(() => ({ answers, situation, isSent, ...acts }), [answers, situation, isSent, acts])
  return <TrialContext.Provider value={trial}>{children}</TrialContext.Provider>
}
