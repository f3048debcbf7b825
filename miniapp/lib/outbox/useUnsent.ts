import { useEffect, useState } from 'react'
import { hearOutbox, listUnsent, type Unsent } from './store'

/** What the server has not heard of, as it stands now. */
export const useUnsent = (ticketId?: string): Unsent[] => {
  const [unsent, setUnsent] = useState(listUnsent)
  useEffect(() => {
    const look = () => setUnsent(listUnsent())
    look()
    return hearOutbox(look)
  }, [])
  return ticketId === undefined ? unsent : unsent.filter(({ ticket }) => ticket.id === ticketId)
}
