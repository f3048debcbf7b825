import { View } from '@tarojs/components'
import { create } from 'qrcode/lib/core/qrcode'
import { memo } from 'react'

/** A row of the code as runs of one colour: about a third of the nodes that single squares would take. */
type Run = { dark: boolean; from: number; length: number }

const runsOf = (dark: boolean[]): Run[] => {
  const runs: Run[] = []
  for (const [from, isDark] of dark.entries()) {
    const last = runs[runs.length - 1]
    if (last?.dark === isDark) last.length += 1
    else runs.push({ dark: isDark, from, length: 1 })
  }
  return runs
}

/** UTF-8 by hand: a mini-program has no `TextEncoder`. */
const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(
    encodeURIComponent(text).replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    letter => letter.charCodeAt(0),
  )

type Props = { text: string; sizePx?: number; id?: string }

/** Drawn with plain views, so that it shows at once on both platforms and in any theme: always dark on white. */
export const QrCode = memo(({ text, sizePx = 220, id }: Props) => {
  const { modules } = create([{ data: bytesOf(text), mode: 'byte' }], { errorCorrectionLevel: 'L' })
  const square = Math.max(2, Math.floor(sizePx / modules.size))
  const rows = Array.from({ length: modules.size }, (_, row) => ({
    row,
    runs: runsOf(Array.from({ length: modules.size }, (_, column) => Boolean(modules.get(row, column)))),
  }))
  return (
    <View {...(id && { id })} className="pd-qr" style={{ width: `${square * modules.size}px` }} aria-label="二维码">
      {rows.map(({ row, runs }) => (
        <View key={row} className="pd-qr-row" style={{ height: `${square}px` }}>
          {runs.map(run => (
            <View
              key={run.from}
              className="pd-qr-run"
              style={{ width: `${run.length * square}px`, background: run.dark ? '#000' : '#fff' }}
            />
          ))}
        </View>
      ))}
    </View>
  )
})
