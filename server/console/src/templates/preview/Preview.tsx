import { Button, Input } from 'antd'
import { Nothing } from '../../ui/States'
import { useDocument } from '../designer/desk'
import { useTriedForm } from './form'
import { RegionPicker } from './inputs-places'
import { Phone } from './Phone'
import { Results } from './Results'
import { useTrial } from './trial'
import { words } from './words'
import './preview.css'

/** The form as it will be, live; what is tried here is saved nowhere. */
export const Preview = () => {
  const { name } = useDocument()
  const { body, form } = useTriedForm()
  if (body.fields.length === 0) return <Nothing title={words.empty} says={words.emptySays} />
  return (
    <div className="td-preview">
      <SituationBar />
      {form ? (
        <>
          <Phone name={name} body={body} form={form} />
          <Results body={body} form={form} />
        </>
      ) : (
        <p className="td-saying overdue">{words.broken}</p>
      )}
    </div>
  )
}

const SituationBar = () => {
  const { situation, suppose, clear } = useTrial()
  return (
    <div className="td-situation" data-own-keys>
      <span className="pc-weak pc-small">{words.suppose}</span>
      <RegionPicker
        label={words.region}
        none={words.anywhere}
        value={situation.regionCode}
        onPick={regionCode => suppose({ regionCode })}
      />
      <Input
        size="small"
        type="date"
        aria-label={words.day}
        value={situation.day}
        onChange={event => suppose({ day: event.target.value })}
      />
      <Button size="small" onClick={clear}>
        {words.clear}
      </Button>
    </div>
  )
}
