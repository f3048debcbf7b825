import type { Entry } from './types'

const known: readonly Entry[] = ['single_chat_tools', 'group_chat_tools', 'contact_profile', 'chat_attachment']

/** Newer clients know more entries than we do; those are `normal` to us. */
export const entryOf = (said: string | null | undefined): Entry => known.find(entry => entry === said) ?? 'normal'
