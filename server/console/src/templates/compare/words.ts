import type { Tone } from '../../../../../shared/look'
import type { TemplateChange } from '../../../../../shared/templates/api'

type Kind = TemplateChange['kind']
const kinds: Record<Kind, { name: string; tone: Tone }> = {
  added: { name: '新增', tone: 'done' },
  removed: { name: '删除', tone: 'overdue' },
  changed: { name: '修改', tone: 'moving' },
  moved: { name: '移动', tone: 'waiting' },
}

export const words = {
  title: (name: string) => `${name}：版本对比`,
  from: '从',
  to: '到',
  draft: '草稿',
  version: (versionNo: number, when: string) => `第 ${versionNo} 版 · ${when}`,
  back: '返回设计',
  kinds,
  columns: { kind: '变化', what: '哪里', before: '之前', after: '之后' },
  none: '两个版本没有不同',
  noneSays: '换一个版本再比。',
  notYet: '还没有发布过，没有可以对比的版本',
  notYetSays: '发布第一版之后，就能看到每次改了什么。',
  count: (count: number) => `共 ${count} 处变化`,
}
