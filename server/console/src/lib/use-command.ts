import { App } from 'antd'
import { useRef, useState } from 'react'
import type { Endpoint, InputOf, OutputOf } from '../../../../shared/kernel/endpoint'
import { call, newKey } from './api'
import { announceChange } from './changes'
import { ApiRefusal, isUnsettled, sentenceOf } from './trouble'

export type Command<E extends Endpoint> = {
  /** Resolves to null when the server refused or nobody answered; the reason has been shown. */
  run: (input: InputOf<E>) => Promise<OutputOf<E> | null>
  busy: boolean
}

/** While nobody knows whether it was done, the same input keeps its key: the server acts once however often it is sent. */
export const useCommand = <E extends Endpoint>(endpoint: E, done?: string): Command<E> => {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const intent = useRef<{ words: string; key: string } | null>(null)

  const run = async (input: InputOf<E>): Promise<OutputOf<E> | null> => {
    const words = JSON.stringify(input)
    if (intent.current?.words !== words) intent.current = { words, key: newKey() }
    setBusy(true)
    try {
      const output = await call(endpoint, input, intent.current.key)
      intent.current = null
      if (done) message.success(done)
      return output
    } catch (problem) {
      if (!isUnsettled(problem)) intent.current = null
      message.error(sentenceOf(problem), 5)
      // Somebody was faster: show what is so now.
      if (problem instanceof ApiRefusal && problem.status === 409) announceChange()
      return null
    } finally {
      setBusy(false)
    }
  }
  return { run, busy }
}
