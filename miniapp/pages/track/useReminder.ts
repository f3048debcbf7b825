import { useCallback, useEffect, useMemo, useState } from 'react'
import type { TrackedTicket } from '../../../shared/tickets/views'
import { type ToldMove, wechatApi } from '../../../shared/wechat'
import { areRemindersDeclined, declineReminders, wantReminders } from '../../lib/declined'
import { host } from '../../lib/host'
import type { NoticeAnswer } from '../../lib/host/types'
import { sentenceOf } from '../../lib/trouble'
import { say, useCommand } from '../../lib/useCommand'
import { useQuery } from '../../lib/useQuery'
import { aheadOf, type Standing, standingOf } from './reminders'
import { words } from './words'

export type Reminder = {
  standing: Standing
  ahead: readonly ToldMove[]
  /** Messages already agreed to. */
  remaining: number
  busy: boolean
  ask: () => void
  openSettings: () => void
}

/** Null where nothing can be sent: not in WeChat, no template, not their ticket, nothing left to tell. */
export const useReminder = ({ id, status }: TrackedTicket): Reminder | null => {
  const [notices] = useState(() => host.notices())
  const ahead = aheadOf(status)
  const { data, reload } = useQuery(wechatApi.templates, notices && ahead.length > 0 ? { ticketId: id } : null)
  const subscribed = useCommand(wechatApi.subscribed)
  const [isDeclined, setIsDeclined] = useState(areRemindersDeclined)
  const [isOff, setIsOff] = useState(false)
  const templateIds = useMemo(() => data?.templates.map(({ templateId }) => templateId) ?? [], [data])

  const look = useCallback(async () => {
    if (notices && templateIds.length > 0) setIsOff(await notices.areOff(templateIds).catch(() => false))
  }, [notices, templateIds])
  useEffect(() => {
    look()
  }, [look])

  if (!notices || !data || data.templates.length === 0) return null

  const keep = async (answer: NoticeAnswer) => {
    if (answer === 'off') return setIsOff(true)
    const said = Object.values(answer)
    if (said.includes('accept')) {
      wantReminders()
      setIsDeclined(false)
    } else {
      declineReminders()
      setIsDeclined(true)
      if (said.includes('ban')) say(words.remind.banned)
    }
    if (said.length > 0) await subscribed.run({ results: answer })
    await reload()
  }
  const remaining = Math.min(...data.templates.map(template => template.remaining))
  return {
    standing: standingOf({ stepsAhead: ahead.length, remaining, isOff, isDeclined }),
    ahead,
    remaining,
    busy: subscribed.busy,
    ask: () => {
      notices.ask(templateIds).then(keep, problem => say(sentenceOf(problem)))
    },
    openSettings: () => {
      notices.openSettings().then(look)
    },
  }
}
