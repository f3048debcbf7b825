import type { EventOf } from '../../../shared/events'
import type { Call } from '../../call'
import { lookPerson } from '../../people/actions'
import { findTemplate } from '../../templates/actions'
import { findDraft } from '../../templates/drafts/actions'
import { queueMessages, text } from '../../wecom/actions'

type Heard = EventOf<'template.draftTaken'> | EventOf<'template.published'>

/** Whoever had a draft before reads that somebody else goes on with it, and when that is published. */
export const tellFormerEditor = async (call: Call, event: Heard): Promise<void> => {
  const { formerEditorId, actorId, code } = event
  const former = formerEditorId && formerEditorId !== actorId ? await lookPerson(call, formerEditorId) : null
  if (!former?.wecomUserId || former.status !== 'active') return
  const actorName = (await lookPerson(call, actorId))?.name ?? '同事'
  const says = `${actorName}${await newsOf(call, event)}`
  const id = call.newId()
  const link = { url: `${call.context.config.publicUrl}/console/templates/${code}?notice=${id}`, says: '查看模板' }
  const to = { userId: former.wecomUserId, personId: former.id }
  await queueMessages(call, [{ id, to, content: text({ says, link }), priority: 2, line: { says, url: link.url } }])
}

const newsOf = async (call: Call, event: Heard): Promise<string> => {
  if (event.type === 'template.published') {
    const { name, versionNo } = await findTemplate(call, event.templateId)
    return `发布了您编辑过的模板「${name}」第 ${versionNo} 版`
  }
  const draft = await findDraft(call, event.code).catch(() => null)
  return `接手编辑了模板${draft ? `「${draft.name}」` : ''}，您保存过的修改都在草稿里`
}
