import { Refusal } from '../../../shared/kernel/refusal'
import { systemActor } from '../../../shared/kernel/roles'
import { callAs, readAs } from '../../call'
import type { Context } from '../../context'
import { storeBytes, type Upload } from '../../files/actions'
import { takeNumber } from '../../tickets/actions'
import { fetchUpload, fetchVoice, type KfProfile } from '../client'
import { lookConversation } from '../conversations/store'
import { isStranger } from '../identities/actions'
import { type KfContent, readKfMessage } from '../messages/rules'
import { type KfMessageRow, lookNextMessage } from '../pulling/store'
import { type Brought, handleMessage, planOf } from './actions'

const robot = systemActor('kf')

/** Handles what waits in one chat, in the order in which it was sent. */
export const handleChat = async (context: Context, conversationId: string): Promise<void> => {
  for (;;) {
    const next = await lookNextMessage(context.db.reader, conversationId)
    if (!next) return
    const brought = await bring(context, next)
    await callAs(context, robot, call => handleMessage(call, next.id, brought))
  }
}

/** Fetches all that the message needs before its transaction may begin. */
const bring = async (context: Context, row: KfMessageRow): Promise<Brought> => {
  const { content, isFromCustomer } = readKfMessage(row.raw)
  if (!isFromCustomer) return { said: null, file: null, profile: null, number: null }
  const { said, upload } = await fetched(context, content)
  const plan = await readAs(context, robot, reading => planOf(reading, row, said))
  const isNew = plan === 'open'
  return {
    said,
    file: plan === 'ignore' ? null : await stored(context, upload),
    profile: isNew ? await profileFor(context, row.conversationId) : null,
    number: isNew ? await takeNumber(context) : null,
  }
}

const fetched = async (
  { outside }: Context,
  content: KfContent,
): Promise<{ said: string | null; upload: Upload | null }> => {
  if (content.kind === 'media' && content.medium === 'voice') {
    const { audio, words } = await fetchVoice(outside, content.mediaId)
    return { said: words, upload: audio }
  }
  if (content.kind === 'media') return { said: null, upload: await fetchUpload(outside.wecom, content.mediaId) }
  if (content.kind === 'text') return { said: content.words, upload: null }
  return { said: content.kind === 'other' ? content.says : null, upload: null }
}

/** What may not be kept is as good as lost: a message never holds up those behind it. */
const stored = async (context: Context, upload: Upload | null): Promise<Brought['file']> => {
  if (!upload) return null
  try {
    return { ...upload, sha256: await storeBytes(context, upload) }
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** Who a stranger says they are in WeChat. */
export const profileFor = async (context: Context, conversationId: string): Promise<KfProfile | null> => {
  const conversation = await lookConversation(context.db.reader, conversationId)
  if (!conversation || !(await readAs(context, robot, reading => isStranger(reading, conversation)))) return null
  return context.outside.kf.profileOf(conversation.externalUserId)
}
