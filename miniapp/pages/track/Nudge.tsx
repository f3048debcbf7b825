import { View } from '@tarojs/components'
import { nudgesApi, nudgeWaitMinutes } from '../../../shared/nudges'
import type { TrackedTicket } from '../../../shared/tickets/views'
import { say, useCommand } from '../../lib/useCommand'
import { useNow } from '../../lib/useNow'
import { Button } from '../../ui/Button'
import { words } from './words'

type Props = { ticket: TrackedTicket; token: string; reload: () => void }

/** The customer waits and may ask to hurry, at most once in half an hour; until then it says how long. */
export const Nudge = ({ ticket, token, reload }: Props) => {
  const now = useNow()
  const nudge = useCommand(nudgesApi.track, { onRefused: reload })
  const { nudgeCount, nudgeableAt } = ticket
  if (nudgeableAt === null) return null
  // The first one waits for nothing, whatever the phone's clock says.
  const minutes = nudgeCount > 0 ? nudgeWaitMinutes(new Date(nudgeableAt), now) : 0
  return (
    <View className="pd-track-nudge">
      <View id="nudge-says" className="pd-grow pd-weak">
        {minutes > 0 ? words.nudgeWait(minutes) : nudgeCount > 0 ? words.nudgedBefore(nudgeCount) : words.nudgeSays}
      </View>
      <Button
        id="nudge"
        kind="second"
        small
        busy={nudge.busy}
        off={minutes > 0}
        onTap={async () => {
          if (!(await nudge.run({ token }))) return
          say(words.nudged)
          reload()
        }}
      >
        {words.nudge}
      </Button>
    </View>
  )
}
