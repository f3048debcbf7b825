export const roles = ['sales', 'dispatcher', 'engineer', 'manager', 'finance', 'admin', 'provider', 'customer'] as const

export type Role = (typeof roles)[number]

/** Roles of people who work for the company that runs Paidan. */
export const staffRoles = ['sales', 'dispatcher', 'engineer', 'manager', 'finance', 'admin'] as const

/** Everybody who is logged in. */
export const everyRole = roles

export const roleNames: Record<Role, string> = {
  sales: '销售',
  dispatcher: '调度',
  engineer: '工程师',
  manager: '区域经理',
  finance: '财务',
  admin: '管理员',
  provider: '服务商',
  customer: '客户',
}

/**
 * Who acts. `personId` is a member's id, a customer's id, or the name of a part of the system.
 * A guest is somebody without a login who holds a track token of one ticket.
 */
export type Actor = {
  kind: 'member' | 'customer' | 'guest' | 'system'
  personId: string
  name: string
  roles: readonly Role[]
  teamId?: string | null
  /** GB/T 2260 prefixes this person is in charge of. */
  regionCodes?: readonly string[]
  providerId?: string | null
  sessionId?: string
  /** Only for a guest: the one ticket the token opens. */
  ticketId?: string
}

export const systemActor = (name: string): Actor => ({ kind: 'system', personId: name, name: '系统', roles: [] })

export const hasRole = (actor: Actor, ...wanted: Role[]): boolean => actor.roles.some(role => wanted.includes(role))
