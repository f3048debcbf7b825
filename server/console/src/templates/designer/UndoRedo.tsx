import { Button, Tooltip } from 'antd'
import { type Act, ActIcon } from '../ui/KindIcon'
import { words } from '../words'
import { useDesk, useOnDesk } from './desk'

/** The two buttons say what they would take back or do again. */
export const UndoRedo = () => {
  const desk = useDesk()
  const last = useOnDesk(({ history }) => history.past.at(-1)?.name)
  const next = useOnDesk(({ history }) => history.future[0]?.name)
  const isReadOnly = useOnDesk(state => state.isReadOnly)
  if (isReadOnly) return null
  return (
    <span className="td-undo">
      <One act="undo" says={words.undo(last)} isDisabled={!last} onClick={desk.undo} />
      <One act="redo" says={words.redo(next)} isDisabled={!next} onClick={desk.redo} />
    </span>
  )
}

const One = ({
  act,
  says,
  isDisabled,
  onClick,
}: {
  act: Act
  says: string
  isDisabled: boolean
  onClick: () => void
}) => (
  <Tooltip title={says}>
    <Button
      type="text"
      aria-label={says}
      data-act={act}
      disabled={isDisabled}
      icon={<ActIcon act={act} size={18} />}
      onClick={onClick}
    />
  </Tooltip>
)
