type Tagged = { tagId: string; userIds: readonly string[]; departmentIds: readonly number[] }

/** The tags that a member has, themselves or by a department of theirs. */
export const tagsOf = (
  { userId, departmentIds }: { userId: string; departmentIds: readonly number[] },
  tagged: readonly Tagged[],
): string[] =>
  tagged
    .filter(tag => tag.userIds.includes(userId) || tag.departmentIds.some(id => departmentIds.includes(id)))
    .map(({ tagId }) => tagId)

export const batchesOf = <T>(items: readonly T[], most: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / most) }, (_, at) => items.slice(at * most, (at + 1) * most))
