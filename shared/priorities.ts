export const priorities = ['critical', 'high', 'normal'] as const
export type Priority = (typeof priorities)[number]

export const priorityNames: Record<Priority, string> = { critical: '紧急', high: '高', normal: '普通' }
