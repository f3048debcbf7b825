import {
  type CallbackOutcome,
  type CallbackTarget,
  type CallbackTimes,
  deliver,
  post,
  type SealedCallback,
  seal,
  verifyUrl,
} from './callbacks'
import { type Outgoing, plaintextOf } from './plaintext'

type CallbackSettings = {
  corpId: string
  callback?: CallbackTarget
  botCallback?: CallbackTarget
  times: CallbackTimes
  stopped: AbortSignal
}

type Wrapped<Acts, Result> = {
  [Name in keyof Acts]: Acts[Name] extends (...args: infer Args) => unknown ? (...args: Args) => Result : never
}

/** The same acts, each followed by `use` of the message it makes. */
export const eachAct = <Message, Acts extends Record<string, (...args: never[]) => Message>, Result>(
  acts: Acts,
  use: (message: Message) => Result,
): Wrapped<Acts, Result> => {
  const followed = Object.entries(acts).map(([name, act]) => [name, (...args: never[]) => use(act(...args))])
  return Object.fromEntries(followed) as Wrapped<Acts, Result>
}

/** Where the app's and the bot's callbacks go, and the two ways to make one: send it, or hand it over sealed. */
export const callbackDesk = ({ corpId, callback, botCallback, times, stopped }: CallbackSettings) => {
  let appTarget = callback
  let botTarget = botCallback

  const target = (): CallbackTarget => {
    if (!appTarget) throw new Error('the app has no callback address')
    return appTarget
  }
  const sealForApp = (plaintext: string): SealedCallback => seal(target(), corpId, plaintext, times.now())
  const sealForBot = (plaintext: string): SealedCallback => {
    if (!botTarget) throw new Error('the bot has no callback address')
    return seal({ ...botTarget, format: 'json' }, '', plaintext, times.now())
  }
  const plain = (fields: Outgoing): string => plaintextOf(fields, target().format ?? 'xml')
  const send = (sealAnew: () => SealedCallback): Promise<CallbackOutcome> => deliver(sealAnew, times, stopped)

  return {
    hasCallback: () => appTarget !== undefined,
    setCallback: (to: CallbackTarget): void => {
      appTarget = to
    },
    setBotCallback: (to: CallbackTarget): void => {
      botTarget = to
    },
    verifyCallbackUrl: () => verifyUrl(target(), corpId, times),
    tell: (fields: Outgoing) => {
      const plaintext = plain(fields)
      return send(() => sealForApp(plaintext))
    },
    tellBot: (plaintext: string) => send(() => sealForBot(plaintext)),
    compose: (fields: Outgoing) => sealForApp(plain(fields)),
    composeBot: sealForBot,
    /** Exactly these bytes, once. */
    post: (sealed: SealedCallback) => post(sealed, times),
    /** Fresh timestamp, nonce and random bytes around the same message, as a retry has. */
    reseal: ({ receiveId, plaintext }: SealedCallback) => (receiveId === '' ? sealForBot : sealForApp)(plaintext),
  }
}
