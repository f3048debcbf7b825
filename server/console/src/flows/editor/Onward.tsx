import { Dropdown, Select } from 'antd'
import type { FlowNode } from '../../../../../shared/flows/flow'
import { ActButton } from '../../templates/ui/KindIcon'
import { wayWords } from '../picture/graph'
import { additionOf, additionsFor } from './additions'
import type { Selected } from './Editor'
import { type Addition, addWay, freshNode, insertAfter, removeWay } from './edits'
import type { DraftDesk } from './use-draft'
import { words } from './words'

type Props = { desk: DraftDesk; node: FlowNode; onSelect: (selected: Selected) => void }

/** Where a node leads, as a list: all that can be drawn can be done here without a mouse. */
export const Onward = ({ desk, node, onSelect }: Props) => {
  const { body } = desk.document
  const nameOf = (key: string): string => body.nodes.find(one => one.key === key)?.name ?? key
  const ways = body.transitions.flatMap((way, at) => (way.from === node.key ? [{ ...way, at }] : []))
  const others = body.nodes.filter(({ key }) => key !== node.key).map(({ key, name }) => ({ value: key, label: name }))
  if (node.kind === 'end') return null
  const insert = (addition: Addition): void => {
    desk.edit(before => insertAfter(before, node.key, addition))
    onSelect({ nodeKey: freshNode(body, addition).key })
  }
  return (
    <section className="pf-onward">
      <h4>{words.onward}</h4>
      {ways.map(way => (
        <div key={way.at} className="pf-onward-way">
          <button type="button" onClick={() => onSelect({ wayAt: way.at })}>
            <span className={way.isRefusal ? 'pf-no' : ''}>{wayWords(way, node) ?? words.next}</span>
            <span className="pc-strong">{nameOf(way.to)}</span>
          </button>
          <ActButton act="close" name={words.removeWay} onClick={() => desk.edit(() => removeWay(way.at))} />
        </div>
      ))}
      <div className="pf-onward-add">
        <Dropdown
          trigger={['click']}
          menu={{
            items: additionsFor(body, ['join', 'end']),
            onClick: ({ key }) => insert(additionOf(key)),
          }}
        >
          <button type="button" className="pf-quiet" data-act="insert-after">
            {words.insertAfter}
          </button>
        </Dropdown>
        <Select
          size="small"
          className="pf-connect"
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          aria-label={words.connect}
          placeholder={words.connect}
          value={null}
          options={others}
          onChange={to => to && desk.edit(before => addWay(before, node.key, to))}
        />
      </div>
    </section>
  )
}
