import { useEffect, useState } from 'react'
import { customersApi } from '../../shared/customers'
import { host } from '../lib/host'
import { ApiRefusal } from '../lib/trouble'
import { useQuery } from '../lib/useQuery'

type Chat = { externalUserId: string | null } | null

/** The customer of the chat that this page was opened in. `chat` is null while the host is asked; a stranger is a contact who is no customer yet. */
export const useChatCustomer = () => {
  const [chat, setChat] = useState<Chat>(null)
  useEffect(() => {
    host.externalUserId().then(
      externalUserId => setChat({ externalUserId }),
      () => setChat({ externalUserId: null }),
    )
  }, [])
  const externalUserId = chat?.externalUserId ?? null
  const query = useQuery(customersApi.ofChat, externalUserId ? { externalUserId } : null)
  const isStranger = query.problem instanceof ApiRefusal && query.problem.code === 'customer.unknown_contact'
  return { chat, query, isStranger }
}
