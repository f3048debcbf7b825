import type { Endpoint } from '../../../../shared/kernel/endpoint'
import type { Role } from '../../../../shared/kernel/roles'

/** Whether somebody with these roles may call the endpoint: the contract itself decides what the console offers. */
export const mayCall = (roles: readonly Role[], { allow }: Endpoint): boolean =>
  allow === 'anyone' || roles.some(role => allow.includes(role))
