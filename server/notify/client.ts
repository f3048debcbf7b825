import type { AppMessage, WecomClient } from '../wecom/client'
import { reactionTo } from '../wecom/errors/rules'

/** `failed`: WeCom will never take this message. */
export type Sent =
  | { state: 'sent'; messageId: string; responseCode: string | null }
  | { state: 'failed'; error: unknown }

/** Sends one person a message. Throws what may pass, so that the queue tries again with a back-off. */
export const sendByWecom = async (wecom: WecomClient, message: AppMessage): Promise<Sent> => {
  try {
    const { messageId, responseCode } = await wecom.sendMessage(message)
    return { state: 'sent', messageId, responseCode }
  } catch (error) {
    if (['retry', 'refresh'].includes(reactionTo(error))) throw error
    return { state: 'failed', error }
  }
}
