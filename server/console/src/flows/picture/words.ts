import type { AssigneeRule } from '../../../../../shared/flows/flow'
import { ownerStateNames, stepStateNames, stepWords } from '../../../../../shared/flows/words'
import { roleNames } from '../../../../../shared/kernel/roles'

export const words = {
  start: '起点',
  stage: '工单环节',
  onCondition: '有条件',
  ...stepWords,
  states: stepStateNames,
  owners: ownerStateNames,
  added: (name: string) => `${name} 加签`,
  decideHint: '审批意见；不同意要写原因',
  completeHint: '说明，可不填',
  withdrawAsk: '撤回这个申请？',
  keep: '再想想',
  addSigner: '加签给…',
  decided: '已处理',
  completed: '已完成',
  withdrawn: '已撤回',
  signerAdded: '已加签',
  newer: (no: number) => `流程有了第 ${no} 版，这张工单仍走原来的版本。`,
  move: '换到新版本',
  moveAsk: '把这张工单换到新版本？已经走过的节点保留。',
  moved: '已换到新版本',
}

const whom = { creator: '建单人', assignee: '工程师', owner: '销售' }

/** Who does a node, as short as a box. */
export const whoWords = (rule: AssigneeRule): string => {
  switch (rule.by) {
    case 'role':
      return roleNames[rule.role]
    case 'team':
      return '班组'
    case 'rotation':
      return '班组轮流'
    case 'person':
      return '指定的人'
    case 'field':
      return '表单里选的人'
    case 'managerOf':
      return `${whom[rule.whom]}的主管`
    case 'ticketAssignee':
      return '工单的工程师'
    case 'creator':
      return '建单人'
  }
}

/** For who cannot see the picture. */
export const ariaWords = {
  'node.a11yDescription.default': '回车选中节点，选中后用方向键移动，按 Delete 删除',
  'node.a11yDescription.keyboardDisabled': '回车选中节点',
  'node.a11yDescription.ariaLiveMessage': () => '节点已移动',
  'edge.a11yDescription.default': '回车选中连线，按 Delete 删除',
  'controls.ariaLabel': '缩放',
  'controls.zoomIn.ariaLabel': '放大',
  'controls.zoomOut.ariaLabel': '缩小',
  'controls.fitView.ariaLabel': '看全图',
  'handle.ariaLabel': '连线的端点',
}
