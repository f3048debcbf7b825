import { useCallback } from 'react'
import { useSearchParams } from 'react-router-dom'

const NAME = 'ticket'

/** The ticket that lies open over the page stands in the address, so that it can be sent to a colleague. */
export const useOpenTicket = () => {
  const [params, setParams] = useSearchParams()
  const open = useCallback(
    (id: string) =>
      setParams(given => {
        given.set(NAME, id)
        return given
      }),
    [setParams],
  )
  const close = useCallback(
    () =>
      setParams(given => {
        given.delete(NAME)
        return given
      }),
    [setParams],
  )
  return { ticketId: params.get(NAME), open, close }
}
