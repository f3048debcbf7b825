import Taro from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import type { Answers } from '../../../shared/templates/fields'
import { type Draft, dropDraft, keepDraft, keptDraft } from '../../lib/drafts'
import { knownIn } from '../../lib/known'
import { storedSession } from '../../lib/session'
import { say } from '../../lib/useCommand'
import { FormStore, type Setup } from './FormStore'
import { words } from './words'

/** How long a form rests before it is kept. */
const REST_MS = 400

type Keeping = {
  /** What the draft is of; somebody else's drafts are never opened. */
  of: string
  extras: Answers
}

const isEmptyDraft = ({ answers, extras }: Draft): boolean => Object.keys({ ...answers, ...extras }).length === 0

/** What was begun before and not sent. */
export const openDraft = (of: string): Draft | null => keptDraft(draftKey(of))

export const forgetDraft = (of: string): void => dropDraft(draftKey(of))

export const draftKey = (of: string): string => `${storedSession()?.person.id ?? ''} ${of}`

/** A form that is kept on the phone while it is filled in. */
export const useForm = (setup: Setup, { of, extras }: Keeping) => {
  const [store] = useState(() => new FormStore(setup))
  const isDone = useRef(false)
  const held = useRef(extras)
  held.current = extras
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const key = draftKey(of)

  const keep = () => {
    clearTimeout(timer.current)
    timer.current = undefined
    if (isDone.current) return
    const draft = {
      answers: store.answers,
      extras: held.current,
      known: knownIn({ ...store.answers, ...held.current }),
    }
    if (isEmptyDraft(draft)) dropDraft(key)
    else keepDraft(key, draft)
  }
  const later = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(keep, REST_MS)
  }

  const isFirst = useRef(true)
  useEffect(() => {
    if (!isFirst.current) store.know(setup.known, setup.context)
  }, [store, setup.known, setup.context])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store stands as long as the page
  useEffect(() => {
    const end = store.hearAll(later)
    return () => {
      end()
      if (timer.current) keep()
      store.stop()
    }
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the page asks itself has changed
  useEffect(() => {
    if (isFirst.current) isFirst.current = false
    else later()
  }, [JSON.stringify(extras)])

  return {
    store,
    /** Whether the form may be sent; else it says why, and shows the first of what is wrong. */
    isReady: (): boolean => {
      if (store.isBusy) {
        say(words.stillSending)
        return false
      }
      const wrong = store.check()
      if (wrong.length === 0) return true
      say(wrong[0] ? words.problemsLeft(wrong.length) : (store.shape().blocks[0] ?? ''))
      if (wrong[0]) showField(wrong[0])
      return false
    },
    /** It was sent, or is not wanted any more. */
    done: () => {
      isDone.current = true
      clearTimeout(timer.current)
      timer.current = undefined
      dropDraft(key)
    },
  }
}

/** Leaves room for the bar above and the label; a closed group opens first. */
const showField = (key: string): void => {
  setTimeout(() => Taro.pageScrollTo({ selector: `#field-${key}`, offsetTop: -120 }), 50)
}
