import { addressParameter } from './host/address'

/** `?as=<person or role>` of the demo's addresses. */
export const demoIdentity = (): string | null => addressParameter('as')
