import * as z from 'zod'

/**
 * The subscribe message (订阅消息) that tells a customer how their ticket goes. `fields`: which key of the template takes
 * the ticket's number, state, title and the time; the operator chooses the template, so the keys differ.
 */
export type ProgressMessage = {
  templateId: string
  fields: Record<'number' | 'status' | 'title' | 'time', string>
  /** Which version of the mini-program messages open. */
  version: 'formal' | 'trial' | 'developer'
}

/** What the environment says of it. */
export const progressNames = {
  WECHAT_TEMPLATE_PROGRESS: z.string().optional(),
  WECHAT_TEMPLATE_PROGRESS_FIELDS: z
    .string()
    .regex(/^[a-z]+=[a-z_]+\d+(,[a-z]+=[a-z_]+\d+){3}$/, 'must look like number=character_string1,status=phrase2,…')
    .default('number=character_string1,status=phrase2,title=thing3,time=time4')
    .refine(
      given =>
        ['number', 'status', 'title', 'time'].every(name => given.split(',').some(pair => pair.startsWith(`${name}=`))),
      'must name number, status, title and time',
    ),
  WECHAT_PROGRAM_VERSION: z
    .enum(['formal', 'trial', 'developer'], 'must be formal, trial or developer')
    .default('formal'),
}

type Said = {
  WECHAT_TEMPLATE_PROGRESS?: string | undefined
  WECHAT_TEMPLATE_PROGRESS_FIELDS: string
  WECHAT_PROGRAM_VERSION: ProgressMessage['version']
}

/** Null: off. */
export const progressMessageOf = (env: Said): ProgressMessage | null =>
  env.WECHAT_TEMPLATE_PROGRESS
    ? {
        templateId: env.WECHAT_TEMPLATE_PROGRESS,
        fields: Object.fromEntries(
          env.WECHAT_TEMPLATE_PROGRESS_FIELDS.split(',').map(pair => pair.split('=')),
        ) as ProgressMessage['fields'],
        version: env.WECHAT_PROGRAM_VERSION,
      }
    : null
