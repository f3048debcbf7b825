import { SECOND } from '../../../shared/kernel/time'
import type { Context } from '../../context'
import { lead, resign } from '../leaders/actions'
import { answerFrame, isKick } from './frames/client'
import { type Link, openLink } from './link/client'
import { relay } from './relay/client'
import { backOffMs, type Frame } from './rules'

/** Real time, whatever the clock of the context says; the lease is by that clock. */
export type ConnectionTimes = {
  /** How often the lead is tried for and renewed; with the lease, the longest a dead leader is missed: 45 s. */
  leadEveryMs: number
  leaseMs: number
  pingEveryMs: number
  ackMs: number
  /** How often answers are looked for that other processes have written. */
  relayEveryMs: number
  backOffMs: (tries: number) => number
}

const usual: ConnectionTimes = {
  leadEveryMs: 15 * SECOND,
  leaseMs: 30 * SECOND,
  pingEveryMs: 30 * SECOND,
  ackMs: 5 * SECOND,
  relayEveryMs: 300,
  backOffMs,
}

type Kept = { link: Link; isUp: boolean }

/**
 * The bot's long connection, held by one process at a time: the leader. When another connection takes the bot over, this
 * one stays quiet: it connects again only if it gets the lead anew, after a restart or after another leader's end.
 * Does nothing unless the configuration says so.
 */
export const startBotConnection = (context: Context, times: ConnectionTimes = usual): { stop: () => Promise<void> } => {
  const { bot } = context.config
  if (bot.mode !== 'socket') return { stop: async () => undefined }
  const mine = { id: `bot:${bot.botId}`, holder: context.newId() }
  let kept: Kept | null = null
  let isLeader = false
  let isQuiet = false
  let isStopping = false
  let tries = 0
  let retry: NodeJS.Timeout | undefined

  const drop = (): void => {
    clearTimeout(retry)
    kept?.link.close()
    kept = null
    tries = 0
  }

  const connect = (): void => {
    clearTimeout(retry)
    const link = openLink(
      { url: bot.wsBase, botId: bot.botId, secret: bot.secret, ...times, newId: context.newId },
      {
        up: () => {
          tries = 0
          if (kept) kept.isUp = true
        },
        came: frame => took(link, frame),
        down: reason => {
          kept = null
          tries += 1
          context.log.warn({ reason, tries }, 'the connection of the bot has ended')
          if (isLeader && !isQuiet && !isStopping) retry = setTimeout(connect, times.backOffMs(tries))
        },
      },
    )
    kept = { link, isUp: false }
  }

  const took = (link: Link, frame: Frame): void => {
    if (isKick(frame)) {
      isQuiet = true
      drop()
      context.log.error('another connection has taken the bot over; this process stays quiet')
      return
    }
    answerFrame(context, link, frame).catch(error =>
      context.log.error({ err: error, cmd: frame.cmd }, 'a frame of the bot was not handled'),
    )
  }

  const lookAfterLead = async (): Promise<void> => {
    isLeader = await lead(context, mine, times.leaseMs).catch(error => {
      context.log.error({ err: error }, 'the lead of the bot could not be renewed')
      return false
    })
    if (isStopping) return
    if (!isLeader) {
      isQuiet = false
      drop()
    } else if (!kept && !isQuiet && tries === 0) connect()
  }

  const passOn = async (): Promise<void> => {
    if (!kept?.isUp) return
    await relay(context, kept.link).catch(error => context.log.warn({ err: error }, 'answers of the bot wait'))
  }

  const loops = [repeat(lookAfterLead, times.leadEveryMs), repeat(passOn, times.relayEveryMs)]
  return {
    stop: async () => {
      isStopping = true
      drop()
      await Promise.all(loops.map(loop => loop.stop()))
      if (isLeader) await resign(context, mine).catch(() => undefined)
    },
  }
}

/** Again and again, one at a time, with a rest in between. */
const repeat = (work: () => Promise<void>, restMs: number): { stop: () => Promise<void> } => {
  let isStopping = false
  let wake = () => {}
  const loop = async (): Promise<void> => {
    while (!isStopping) {
      await work()
      if (isStopping) return
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, restMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
  const running = loop()
  return {
    stop: async () => {
      isStopping = true
      wake()
      await running
    },
  }
}
