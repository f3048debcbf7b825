import type { Factor } from '../../../../shared/dispatch'

export const words = {
  title: '派单',
  waiting: '待派单',
  none: '没有待派的工单',
  noneSays: '新工单会自动出现在这里，最急的在最上面。',
  pick: '在左边选一张工单，查看推荐的工程师',
  assign: '派给',
  assigned: '已派单',
  noCandidate: '没有合适的工程师',
  noCandidateSays: '看看下面的淘汰原因：请同事上班、调整范围，或联系服务商。',
  notNow: '这张工单现在不用派',
  notNowSays: '在左边选另一张待派的工单。',
  refused: (count: number) => `另有 ${count} 位不合适`,
  chosen: '已派给',
  more: '加载更多',
  details: '工单详情',
  modes: { automatic: '自动派单', manual: '人工派单' },
  modeSays: { automatic: '新工单立刻派给排名第一的工程师', manual: '新工单等您来派' },
  modeChanged: '已切换派单方式',
}

export const factorWords: Record<Factor, string> = { travel: '路程', load: '负荷', rating: '评分', skill: '技能' }
