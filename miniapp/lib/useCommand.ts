import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import type { Endpoint, InputOf, OutputOf } from '../../shared/kernel/endpoint'
import { call } from './api'
import { askForIdentity } from './askIdentity'
import { LoginNeeded, newKey } from './session'
import { isUnsettled, NetworkTrouble, sentenceOf } from './trouble'

export type Command<E extends Endpoint> = {
  /** Resolves to null when the server refused or the network failed; the reason has been shown. */
  run: (input: InputOf<E>) => Promise<OutputOf<E> | null>
  busy: boolean
}

export const say = (sentence: string): void => {
  Taro.showToast({ title: sentence, icon: 'none', duration: 3000 })
}

/**
 * One intent at a time: taps while busy join the running one, and while nobody knows whether it was done the same words keep their
 * key, so the server acts once however often they are sent. `onOffline` takes over what the network did not.
 */
export const useCommand = <E extends Endpoint>(
  endpoint: E,
  options: { onRefused?: (problem: unknown) => void; onOffline?: (input: InputOf<E>, key: string) => void } = {},
): Command<E> => {
  const [busy, setBusy] = useState(false)
  const running = useRef<Promise<OutputOf<E> | null> | null>(null)
  const intent = useRef<{ words: string; key: string } | null>(null)

  const send = async (input: InputOf<E>): Promise<OutputOf<E> | null> => {
    const words = JSON.stringify(input)
    if (intent.current?.words !== words) intent.current = { words, key: newKey() }
    const { key } = intent.current
    try {
      const output = await call(endpoint, input, { key })
      intent.current = null
      return output
    } catch (problem) {
      if (problem instanceof NetworkTrouble && options.onOffline) {
        intent.current = null
        options.onOffline(input, key)
        return null
      }
      if (!isUnsettled(problem)) intent.current = null
      if (problem instanceof LoginNeeded) askForIdentity()
      else say(sentenceOf(problem))
      options.onRefused?.(problem)
      return null
    }
  }

  const run = (input: InputOf<E>): Promise<OutputOf<E> | null> => {
    if (running.current) return running.current
    setBusy(true)
    running.current = send(input).finally(() => {
      running.current = null
      setBusy(false)
    })
    return running.current
  }

  return { run, busy }
}
