import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import type { Endpoint, InputOf, OutputOf } from '../../shared/kernel/endpoint'
import { call } from './api'
import { askForIdentity } from './askIdentity'
import { LoginNeeded, newKey } from './session'
import { NetworkTrouble, sentenceOf } from './trouble'

export type Command<E extends Endpoint> = {
  /** Resolves to null when the server refused or the network failed; the reason has been shown. */
  run: (input: InputOf<E>) => Promise<OutputOf<E> | null>
  busy: boolean
}

export const say = (sentence: string): void => {
  Taro.showToast({ title: sentence, icon: 'none', duration: 3000 })
}

/**
 * One intent at a time: taps while busy join the running one, and after a network failure the same words keep their
 * key, so the server acts once however often they are sent.
 */
export const useCommand = <E extends Endpoint>(
  endpoint: E,
  options: { onRefused?: (problem: unknown) => void } = {},
): Command<E> => {
  const [busy, setBusy] = useState(false)
  const running = useRef<Promise<OutputOf<E> | null> | null>(null)
  const intent = useRef<{ words: string; key: string } | null>(null)

  const send = async (input: InputOf<E>): Promise<OutputOf<E> | null> => {
    const words = JSON.stringify(input)
    if (intent.current?.words !== words) intent.current = { words, key: newKey() }
    try {
      const output = await call(endpoint, input, { key: intent.current.key })
      intent.current = null
      return output
    } catch (problem) {
      if (!(problem instanceof NetworkTrouble)) intent.current = null
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
