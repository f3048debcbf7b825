import { View } from '@tarojs/components'
import type { SettledLine } from '../../shared/settlement/api'
import { moneyWords } from '../../shared/words'

type Charge = Pick<SettledLine, 'id' | 'name' | 'amountFen' | 'why'> & { payeeName?: string }

/** Every amount with the sentence that explains it. */
export const Charges = ({ lines }: { lines: readonly Charge[] }) => (
  <View>
    {lines.map((line, index) => (
      <View key={line.id} className={`pd-line ${index ? '' : 'first'}`}>
        <View className="pd-grow">
          <View>{line.payeeName ? `${line.name} · ${line.payeeName}` : line.name}</View>
          <View className="pd-weak">{line.why}</View>
        </View>
        <View className="pd-money pd-strong">{moneyWords(line.amountFen)}</View>
      </View>
    ))}
  </View>
)

export const totalOf = (lines: readonly { amountFen: number }[]): number =>
  lines.reduce((total, line) => total + line.amountFen, 0)
