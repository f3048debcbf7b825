import { Text, View } from '@tarojs/components'
import { useMemo, useState } from 'react'
import { chinaDay } from '../../shared/kernel/time'
import { settlementApi } from '../../shared/settlement/api'
import { moneyWords, timeWords } from '../../shared/words'
import { go } from '../lib/go'
import { usePages } from '../lib/usePages'
import { Card } from '../ui/Card'
import { Icon } from '../ui/Icon'
import { Page } from '../ui/Page'
import { EmptyState, Loaded } from '../ui/States'
import { Charges, totalOf } from './Charges'
import { byTicket, monthFrom, type Settled } from './group'
import { words } from './words'

type Props = { title: string; emptySays: string; showsPayees: boolean }

/** A month's money by ticket, every line with why. */
export const MonthList = ({ title, emptySays, showsPayees }: Props) => {
  const thisMonth = chinaDay(new Date()).slice(0, 7)
  const [month, setMonth] = useState(thisMonth)
  const input = useMemo(() => ({ month, limit: 100 }), [month])
  const lines = usePages(settlementApi.list, input)
  const tickets = byTicket(lines.items)
  return (
    <Page title={title} keptAt={lines.keptAt}>
      <Card>
        <View className="pd-row">
          <MonthTap id="earlier" words={words.earlier} icon="back" onTap={() => setMonth(monthFrom(month, -1))} />
          <View className="pd-grow" style={{ textAlign: 'center' }}>
            <View id="month" className="pd-second">
              {words.month(month)}
            </View>
            <View id="total" className="pd-figure pd-money">
              {lines.data ? moneyWords(totalOf(lines.items)) : '–'}
            </View>
            <View className="pd-weak">
              {[lines.hasMore ? words.totalSoFar : words.total, lines.data ? words.tickets(tickets.length) : null]
                .filter(Boolean)
                .join(' · ')}
            </View>
          </View>
          {month < thisMonth ? (
            <MonthTap id="later" words={words.later} icon="next" onTap={() => setMonth(monthFrom(month, 1))} />
          ) : (
            <View style={{ width: '44px' }} />
          )}
        </View>
      </Card>
      <Loaded query={lines}>
        {() =>
          tickets.length === 0 ? (
            <EmptyState icon="wallet" title={words.none} says={emptySays} />
          ) : (
            tickets.map(settled => <OneTicket key={settled.key} settled={settled} showsPayees={showsPayees} />)
          )
        }
      </Loaded>
    </Page>
  )
}

type TapProps = { id: string; words: string; icon: 'back' | 'next'; onTap: () => void }

const MonthTap = ({ id, words: said, icon, onTap }: TapProps) => (
  <View id={id} className="pd-bar-back pd-tap" role="button" aria-label={said} onClick={onTap}>
    <Icon name={icon} />
  </View>
)

const OneTicket = ({ settled, showsPayees }: { settled: Settled; showsPayees: boolean }) => (
  <Card flush id={`settled-${settled.ticketNumber}`}>
    <View className="pd-line first pd-tap" role="button" onClick={() => go('ticket', { id: settled.ticketId })}>
      <View className="pd-grow">
        <View className="pd-strong">{settled.ticketNumber}</View>
        <View className="pd-weak">
          {[timeWords(new Date(settled.settledAt), new Date()), settled.round > 1 ? words.rework(settled.round) : null]
            .filter(Boolean)
            .join(' · ')}
        </View>
      </View>
      <Text className="pd-figure pd-money">{moneyWords(settled.totalFen)}</Text>
    </View>
    <View className="pd-charges">
      <Charges lines={showsPayees ? settled.lines : settled.lines.map(({ payeeName: _, ...line }) => line)} />
    </View>
  </Card>
)
