import { problemsOfLogic } from '../templates/conditions'
import { type FlowBody, type FlowNode, type FlowTransition, nodeKindNames } from './flow'
import { type FlowProblem, ofNode } from './problem'
import { parallelProblems, pathProblems, restlessProblems, stageProblems } from './soundness'
import { structureOf } from './structure'

/** Everything that keeps this flow from being published; nothing when it is sound. */
export const problemsOfFlow = (body: FlowBody): FlowProblem[] => {
  const shape = shapeProblems(body)
  if (shape.length > 0) return shape
  const structure = structureOf(body)
  const local = [...body.nodes.flatMap(settingProblems), ...wayProblems(body)]
  const paths = pathProblems(structure)
  if (paths.length > 0) return [...local, ...paths]
  return [
    ...local,
    ...parallelProblems(structure),
    ...stageProblems(structure),
    ...(local.length > 0 ? [] : restlessProblems(structure)),
  ]
}

const shapeProblems = ({ nodes, transitions }: FlowBody): FlowProblem[] => {
  if (nodes.length < 2) return [{ code: 'flow.empty', says: '流程至少要有一个环节和一个结束' }]
  const keys = nodes.map(({ key }) => key)
  const repeated = nodes.filter(({ key }, at) => keys.indexOf(key) !== at)
  return [
    ...repeated.map(node => ofNode(node, 'node.key_repeated', `与其他节点用了同一个编号 ${node.key}`)),
    ...transitions.flatMap((way, at) => shapeOfWay(way, at, { keys, transitions })),
  ]
}

const shapeOfWay = (
  way: FlowTransition,
  transitionAt: number,
  { keys, transitions }: { keys: readonly string[]; transitions: readonly FlowTransition[] },
): FlowProblem[] => {
  const { from, to } = way
  const found = (code: string, says: string): FlowProblem[] => [{ code, says, transitionAt, nodeKey: from }]
  if (!keys.includes(from) || !keys.includes(to))
    return found('way.unknown_node', `连线 ${from} → ${to} 的一端没有节点`)
  if (from === to) return found('way.into_itself', '连线不能从一个节点回到它自己')
  const isSame = (one: FlowTransition) => one.from === from && one.to === to && !one.isRefusal === !way.isRefusal
  const isRepeated = transitions.findIndex(isSame) !== transitionAt
  return isRepeated ? found('way.repeated', '两个节点之间有重复的连线') : []
}

type Setting = Exclude<keyof FlowNode, 'key' | 'kind' | 'name' | 'at'>

const settingNames: Record<Setting, string> = {
  stage: '环节',
  assignee: '处理人',
  needs: '通过方式',
  clockMinutes: '时限',
  skipWhen: '免办条件',
  isSkippedWhenRed: '红色预警免办',
  waitsFor: '等待对象',
  until: '等待日期',
  actions: '自动动作',
}

const ofPerson: readonly Setting[] = ['assignee', 'clockMinutes', 'skipWhen', 'isSkippedWhenRed']
const settingsOf: Record<FlowNode['kind'], readonly Setting[]> = {
  task: [...ofPerson, 'stage'],
  approval: [...ofPerson, 'needs'],
  countersign: ofPerson,
  wait: [...ofPerson, 'waitsFor', 'until'],
  automatic: ['actions', 'skipWhen'],
  parallel: [],
  join: [],
  end: [],
}

/** What an automatic node can do: all that does not change a form. */
export const automaticActions: readonly string[] = [
  'setPriority',
  'redAlert',
  'addTag',
  'assignTeam',
  'requirePart',
  'requireSkill',
  'notify',
  'followUp',
  'webhook',
  'coupon',
]

/** Somebody has to tick it off, decide, or see to it that what is waited for comes. */
const needsOwner = ({ kind, stage, waitsFor }: FlowNode): boolean =>
  ['approval', 'countersign'].includes(kind) || (kind === 'task' && !stage) || (kind === 'wait' && waitsFor !== 'date')

const settingProblems = (node: FlowNode): FlowProblem[] => {
  const { kind, stage, assignee, waitsFor, until, actions = [] } = node
  const misplaced = (Object.keys(settingNames) as Setting[]).filter(
    setting => node[setting] !== undefined && !settingsOf[kind].includes(setting),
  )
  const unfit = actions.filter(({ action }) => !automaticActions.includes(action))
  const checks: [boolean, string, string][] = [
    ...misplaced.map((setting): [boolean, string, string] => [
      true,
      'node.setting_misplaced',
      `是${nodeKindNames[kind]}节点，不能设置${settingNames[setting]}`,
    ]),
    [
      stage !== undefined && (node.skipWhen !== undefined || node.isSkippedWhenRed === true),
      'stage.skipped',
      '是工单必经的环节，不能免办',
    ],
    [needsOwner(node) && !assignee, 'node.no_owner', '还没有处理人'],
    [kind === 'wait' && !waitsFor, 'wait.for_what', '还没有写明等什么'],
    [waitsFor === 'date' && until === undefined, 'wait.no_date', '还没有写明等到哪天'],
    [
      waitsFor !== undefined && waitsFor !== 'date' && until !== undefined,
      'wait.date_unused',
      '不是等日期，不用写日期',
    ],
    [kind === 'automatic' && actions.length === 0, 'automatic.nothing', '还没有动作'],
    [unfit.length > 0, 'automatic.unfit', '里有只能用在表单上的动作'],
  ]
  return [
    ...checks.flatMap(([isWrong, code, says]) => (isWrong ? [ofNode(node, code, says)] : [])),
    ...[node.skipWhen, until].flatMap(logic =>
      logic === undefined
        ? []
        : problemsOfLogic(logic).map(({ reason }) => ofNode(node, 'logic.unsound', `的条件有误：${reason}`)),
    ),
  ]
}

const wayProblems = ({ nodes, transitions }: FlowBody): FlowProblem[] => [
  ...nodes.flatMap(node =>
    waysOutProblems(
      node,
      transitions.filter(({ from }) => from === node.key),
    ),
  ),
  ...transitions.flatMap(({ when, from }, transitionAt) =>
    when === undefined
      ? []
      : problemsOfLogic(when).map(({ reason }) => ({
          code: 'logic.unsound',
          says: `连线的条件有误：${reason}`,
          nodeKey: from,
          transitionAt,
        })),
  ),
]

const waysOutProblems = (node: FlowNode, outs: readonly FlowTransition[]): FlowProblem[] => {
  const isDecision = node.kind === 'approval' || node.kind === 'countersign'
  const refusals = outs.filter(({ isRefusal }) => isRefusal)
  const others = outs.filter(({ isRefusal }) => !isRefusal)
  if (node.kind === 'end') return outs.length > 0 ? [ofNode(node, 'end.goes_on', '是结束，后面不能再有连线')] : []
  if (others.length === 0) return [ofNode(node, 'node.no_way_out', isDecision ? '没有同意后的去向' : '没有下一步')]
  if (node.kind === 'parallel') return forkProblems(node, outs)
  return [
    ...(isDecision && refusals.length === 0 ? [ofNode(node, 'refusal.missing', '没有不同意后的去向')] : []),
    ...(!isDecision && refusals.length > 0 ? [ofNode(node, 'refusal.misplaced', '不是审批，不能有不同意的去向')] : []),
    ...defaultProblems(node, others, isDecision ? '同意后' : ''),
    ...(refusals.length > 0 ? defaultProblems(node, refusals, '不同意后') : []),
  ]
}

const defaultProblems = (node: FlowNode, ways: readonly FlowTransition[], when: string): FlowProblem[] => {
  const defaults = ways.filter(way => way.when === undefined).length
  if (defaults === 1) return []
  return defaults === 0
    ? [ofNode(node, 'way.no_default', `${when}的条件可能都不成立，请加一条没有条件的连线`)]
    : [ofNode(node, 'way.default_repeated', `${when}有几条没有条件的连线，只能留一条`)]
}

const forkProblems = (node: FlowNode, outs: readonly FlowTransition[]): FlowProblem[] => [
  ...(outs.length < 2 ? [ofNode(node, 'parallel.one_branch', '是并行，至少要有两个分支')] : []),
  ...(outs.some(({ when, isRefusal }) => when !== undefined || isRefusal)
    ? [ofNode(node, 'parallel.condition', '的分支都要走，连线不能带条件')]
    : []),
]
