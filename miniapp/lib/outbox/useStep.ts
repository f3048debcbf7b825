import type { InputOf, OutputOf } from '../../../shared/kernel/endpoint'
import { newKey } from '../session'
import { useCommand } from '../useCommand'
import { flush, keepStep, waitingOf } from './outbox'
import { type StepName, steps } from './steps'
import { type OwnTicket, withArrived } from './store'

type Done<N extends StepName> = OutputOf<(typeof steps)[N]> | 'kept' | null

/**
 * A step that is sent at once, or kept until the network is back; never before what already waits on this ticket.
 * Resolves to null when it was refused.
 */
export const useStep = <N extends StepName>(
  name: N,
  { id, number }: OwnTicket,
  options: { onRefused?: (problem: unknown) => void } = {},
) => {
  const keep = (input: object, key: string) => keepStep({ name, ticket: { id, number }, input, key })
  const command = useCommand(steps[name], { ...options, onOffline: keep })

  const run = async (input: InputOf<(typeof steps)[N]>): Promise<Done<N>> => {
    if (waitingOf(id).length > 0) {
      keep(input as object, newKey())
      flush()
      return 'kept'
    }
    const after = await command.run(withArrived(input))
    return (after as Done<N>) ?? (waitingOf(id).length > 0 ? 'kept' : null)
  }
  return { run, busy: command.busy }
}
