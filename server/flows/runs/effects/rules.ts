import { type Priority, priorityNames } from '../../../../shared/priorities'
import type { TemplateAction } from '../../../../shared/templates/actions'

type Mark = { priority?: Priority; teamId?: string; tags: string[]; says: string }

/** What actions set on the ticket itself, in one go; null when they set nothing. */
export const markOf = (actions: readonly TemplateAction[]): Mark | null => {
  const mark: Mark = { tags: [], says: '' }
  const said: string[] = []
  for (const action of actions) {
    if (action.action === 'setPriority') {
      mark.priority = action.priority
      said.push(`优先级设为${priorityNames[action.priority]}`)
    }
    if (action.action === 'assignTeam') {
      mark.teamId = action.teamId
      said.push('转给班组')
    }
    if (action.action === 'addTag') {
      mark.tags.push(action.tag)
      said.push(`加标签「${action.tag}」`)
    }
  }
  return said.length > 0 ? { ...mark, says: `流程自动处理：${said.join('，')}` } : null
}
