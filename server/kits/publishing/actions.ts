import type { KitFlow, KitTemplate } from '../../../config/seed/kits/kit'
import type { Policy } from '../../../shared/sla/policy'
import type { Call } from '../../call'
import { beginDraft, saveDraft } from '../../flows/drafts/actions'
import { publish } from '../../flows/library/actions'
import { savePolicy as saveSlaPolicy } from '../../sla/policies/actions'
import { addedDraft, findOwnDraft } from '../../templates/drafts/actions'
import { publishDraft } from '../../templates/publishing/actions'

export const publishFlow = async (call: Call, { code, name, body }: KitFlow): Promise<void> => {
  const begun = await beginDraft(call, { code, name, isTaking: false })
  const { version } = await saveDraft(call, { code, version: begun.version, name, body })
  await publish(call, { code, version })
}

export const publishTemplate = async (call: Call, { code, name, isPreset, body }: KitTemplate): Promise<void> => {
  const { version } = await addedDraft(call, code, { name, isPreset, body, baseVersionNo: null })
  await publishDraft(call, await findOwnDraft(call, code), version)
}

export const savePolicy = async (call: Call, policy: Policy): Promise<void> => {
  await saveSlaPolicy(call, { ...policy, version: 0 })
}
