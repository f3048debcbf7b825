import { createHash } from 'node:crypto'

/** The signature of `wx.config` and `wx.agentConfig` (protocol section 8.5): the address counts without what follows `#`. */
export const sdkSignature = (signed: { ticket: string; nonceStr: string; timestamp: number; url: string }): string => {
  const [url] = signed.url.split('#')
  const text = `jsapi_ticket=${signed.ticket}&noncestr=${signed.nonceStr}&timestamp=${signed.timestamp}&url=${url}`
  return createHash('sha1').update(text).digest('hex')
}
