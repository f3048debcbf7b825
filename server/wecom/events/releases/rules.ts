const MOST_LINES = 8

/** Which tickets wait for somebody again, since `name` has left. */
export const releasedWords = (name: string, tickets: readonly { number: string; title: string }[]): string => {
  const more = tickets.length > MOST_LINES ? [`……还有 ${tickets.length - MOST_LINES} 张`] : []
  const lines = tickets.slice(0, MOST_LINES).map(({ number, title }) => `${number} ${title}`)
  return [`${name}已离职，${tickets.length} 张工单已收回，等待重新派单：`, ...lines, ...more].join('\n')
}
