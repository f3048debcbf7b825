/** WeChat reads roles and labels itself. */
export const makeAccessible = (): void => undefined
