import type { PersonRow } from '../../people/actions'

/** One member at the demo page: who they are, and the product's own address, which links are opened as them. */
export type Viewer = { person: PersonRow; publicUrl: string }

/** WeCom would say who opens a link of the product; here the link says it itself. Null for what is no web address. */
export const linkAs = ({ person, publicUrl }: Viewer, address: string): string | null => {
  if (!/^https?:\/\//.test(address)) return null
  const url = new URL(address)
  if (url.origin === new URL(publicUrl).origin) url.searchParams.set('as', person.id)
  return url.href
}
