import { View } from '@tarojs/components'
import { settlementApi } from '../../shared/settlement/api'
import { moneyWords } from '../../shared/words'
import { nowHolds } from '../lib/usePerson'
import { useQuery } from '../lib/useQuery'
import { Charges } from '../settlement/Charges'
import { Card, Line, Section } from '../ui/Card'
import { words } from './words'

/** What was settled for a ticket, for those who may see money; nothing before there is any. */
export const Money = ({ ticketId }: { ticketId: string }) => {
  const maySee = nowHolds('engineer', 'manager', 'finance', 'admin', 'provider')
  const { data } = useQuery(settlementApi.ofTicket, maySee ? { ticketId } : null)
  if (!data || data.items.length === 0) return null
  const severalPayees = new Set(data.items.map(line => line.payeeId)).size > 1
  return (
    <Section title={words.money}>
      <Card flush id="money">
        <Charges lines={severalPayees ? data.items : data.items.map(({ payeeName: _, ...line }) => line)} />
        <Line name={words.total} end={<View className="pd-money pd-strong">{moneyWords(data.totalFen)}</View>}>
          {null}
        </Line>
      </Card>
    </Section>
  )
}
