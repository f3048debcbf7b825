import { Button } from 'antd'
import { regionWords } from '../../../../../shared/regions'
import type { Variant } from '../../../../../shared/templates/api'
import { variantEdits } from '../../../../../shared/templates/edits'
import { useRegions } from '../../lib/use-regions'
import { Nothing } from '../../ui/States'
import { useDesk, useDocument, useOnDesk } from '../designer/desk'
import { localShare } from './share'
import { words } from './words'
import './variants.css'

/** What differs by region and month, and how much of the form may. */
export const Variants = () => {
  const desk = useDesk()
  const { variants } = useDocument().body
  const selected = useOnDesk(state => (state.selected.kind === 'variant' ? state.selected.at : null))
  const isReadOnly = useOnDesk(state => state.isReadOnly)
  const add = (): void => {
    desk.edit(() =>
      variantEdits.add({ name: words.newName, regions: [], months: [], hidden: [], changes: {} }, variants.length),
    )
    desk.select({ kind: 'variant', at: variants.length })
    desk.show({ side: 'settings' })
  }
  return (
    <div className="td-variants">
      <ShareMeter />
      {variants.length === 0 && <Nothing title={words.none} says={words.noneSays} />}
      {variants.map((variant, at) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: a variant is its place
          key={at}
          type="button"
          className={`td-variant ${selected === at ? 'open' : ''}`}
          onClick={() => {
            desk.select({ kind: 'variant', at })
            desk.show({ side: 'settings' })
          }}
        >
          <VariantFace variant={variant} />
        </button>
      ))}
      {!isReadOnly && (
        <Button onClick={add} data-act="add-variant">
          {words.add}
        </Button>
      )}
    </div>
  )
}

const VariantFace = ({ variant: { name, regions, months, hidden, changes } }: { variant: Variant }) => {
  const known = useRegions(true)
  const { fields } = useDocument().body
  const labels = (keys: readonly string[]): string =>
    keys.map(key => fields.find(field => field.key === key)?.label ?? key).join('、')
  const where = regions.map(code => (known ? regionWords(known, code.padEnd(6, '0')) : code)).join('、')
  const changed = Object.keys(changes)
  const says = [
    hidden.length > 0 && words.hides(labels(hidden)),
    changed.length > 0 && words.changes(labels(changed)),
  ].filter(Boolean)
  return (
    <>
      <strong>{name}</strong>
      <span className="pc-second">
        {where || words.anywhere} · {months.length > 0 ? words.months(months) : words.allYear}
      </span>
      <span className="pc-weak pc-small">{says.join('；') || words.nothing}</span>
    </>
  )
}

const ShareMeter = () => {
  const { fields } = useDocument().body
  const { percent, local, all, judged } = localShare(fields)
  const says = { good: words.shareGood, low: words.shareLow, high: words.shareHigh }
  return (
    <div className="td-share">
      <strong>{words.share(percent, local, all)}</strong>
      <div className="td-meter bounded" aria-hidden="true">
        <span style={{ width: `${percent}%` }} className={judged === 'good' ? 'done' : 'attention'} />
      </div>
      <span className="pc-weak pc-small">{says[judged]}</span>
    </div>
  )
}
