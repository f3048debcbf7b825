import { SECOND } from '../../../../shared/kernel/time'
import type { WecomMessage } from '../../messages/rules'

export type CustomerEvent = Extract<WecomMessage, { kind: 'externalContactChanged' }>

/** A welcome code lives 20 s and works once (protocol section 7). */
const WELCOME_LIVES_MS = 20 * SECOND

/** The code that may still be good; null when none came, or too late. */
export const livingCode = ({ welcomeCode, sentAt }: CustomerEvent, now: Date): string | null =>
  welcomeCode && (sentAt === null || now.getTime() - sentAt <= WELCOME_LIVES_MS) ? welcomeCode : null

/** What a new contact reads at once. */
export const welcomeWords = (member: string | null): string =>
  `您好，我是${member ?? '您的服务顾问'}。需要安装、维修或咨询，直接在这里留言、发语音或照片就可以，我们会登记工单并告诉您进度。`
