import type { FlowBody } from '../../shared/flows/flow'

type SeedFlow = { code: string; name: string; body: FlowBody }

/** Money in answers is fen. */
const FREE_UP_TO_FEN = 50_000

export const flows: readonly SeedFlow[] = [
  {
    code: 'quote-approval',
    name: '报价审批流程',
    body: {
      nodes: [
        { key: 'accept', kind: 'task', name: '受理', stage: 'accept' },
        {
          key: 'approveQuote',
          kind: 'approval',
          name: '报价审批',
          assignee: { by: 'managerOf', whom: 'creator' },
          needs: 'any',
          clockMinutes: 120,
          skipWhen: { '<=': [{ var: ['quote', 0] }, FREE_UP_TO_FEN] },
          isSkippedWhenRed: true,
        },
        { key: 'correctQuote', kind: 'task', name: '修改报价', assignee: { by: 'creator' }, clockMinutes: 240 },
        { key: 'triage', kind: 'task', name: '分诊', stage: 'triage' },
        { key: 'handle', kind: 'task', name: '处理', stage: 'handle' },
        { key: 'feedback', kind: 'task', name: '反馈', stage: 'feedback' },
        { key: 'revisit', kind: 'task', name: '回访', stage: 'revisit' },
        { key: 'end', kind: 'end', name: '结束' },
      ],
      transitions: [
        { from: 'accept', to: 'approveQuote' },
        { from: 'approveQuote', to: 'triage', name: '同意' },
        { from: 'approveQuote', to: 'correctQuote', name: '不同意', isRefusal: true },
        { from: 'correctQuote', to: 'approveQuote' },
        { from: 'triage', to: 'handle' },
        { from: 'handle', to: 'feedback' },
        { from: 'feedback', to: 'revisit' },
        { from: 'revisit', to: 'end' },
      ],
    },
  },
]
