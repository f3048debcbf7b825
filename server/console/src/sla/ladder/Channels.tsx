import { reachApi, reachChannelNames } from '../../../../../shared/reach'
import { useQuery } from '../../lib/use-query'
import { Badge } from '../../ui/Badges'
import { Card } from '../../ui/Page'
import { Loaded } from '../../ui/States'
import { words } from './words'

/** Which ways there are to reach people, and what is missing where there is none. */
export const Channels = () => {
  const query = useQuery(reachApi.channels, {})
  return (
    <Card title={words.channels}>
      <Loaded query={query}>
        {({ items }) => (
          <>
            {items.map(({ channel, isAvailable, says }) => (
              <p key={channel}>
                <b>{reachChannelNames[channel]}</b>{' '}
                {!isAvailable && <Badge tone="attention">{words.unavailable}</Badge>}{' '}
                <span className="pc-weak">{says}</span>
              </p>
            ))}
          </>
        )}
      </Loaded>
    </Card>
  )
}
