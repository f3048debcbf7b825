import { Segmented } from 'antd'
import { Canvas } from '../canvas/Canvas'
import { Rules } from '../rules/Rules'
import { Variants } from '../variants/Variants'
import { words } from '../words'
import { type Centre as CentreName, useDesk, useDocument, useOnDesk } from './desk'
import { UndoRedo } from './UndoRedo'

const parts: Record<CentreName, () => React.ReactNode> = {
  form: () => <Canvas />,
  rules: () => <Rules />,
  variants: () => <Variants />,
}

/** The form, its rules, or what differs by region and season. */
export const Centre = () => {
  const desk = useDesk()
  const { rules, variants } = useDocument().body
  const centre = useOnDesk(state => state.centre)
  return (
    <main className="td-centre">
      <div className="td-centre-head">
        <Segmented<CentreName>
          value={centre}
          onChange={value => desk.show({ centre: value })}
          options={[
            { value: 'form', label: words.tabs.form },
            { value: 'rules', label: words.tabs.rules(rules.length) },
            { value: 'variants', label: words.tabs.variants(variants.length) },
          ]}
        />
        <UndoRedo />
      </div>
      <div className="td-centre-body">{parts[centre]()}</div>
    </main>
  )
}
