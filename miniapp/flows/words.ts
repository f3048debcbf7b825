import { ownerStateNames, stepStateNames, stepWords } from '../../shared/flows/words'

export const words = {
  title: '流程',
  whole: '看全部环节',
  less: '收起',
  ahead: '还没到',
  ...stepWords,
  states: stepStateNames,
  owners: ownerStateNames,
  says: '意见',
  approveHint: '可以不写',
  refuseHint: '写清原因，提出的人会看到',
  approveSays: (name: string) => `同意「${name}」后，工单继续往下走。`,
  refuseSays: (name: string) => `不同意「${name}」，要写明原因。`,
  completeSays: (name: string) => `「${name}」完成后，工单继续往下走。`,
  withdrawSays: (name: string) => `撤回「${name}」，不再请人处理。`,
}
