import { App, Button } from 'antd'
import { type PersonView, peopleApi } from '../../../../shared/people'
import { useCommand } from '../lib/use-command'
import { words } from './words'

/** Says what will happen before it does. */
export const MarkLeft = ({ person: { id, name, version } }: { person: PersonView }) => {
  const { modal } = App.useApp()
  const command = useCommand(peopleApi.markLeft, words.left)
  const ask = () =>
    modal.confirm({
      title: words.leaveAsk(name),
      content: words.leaveSays,
      okText: words.leave,
      okButtonProps: { danger: true },
      cancelText: words.keep,
      onOk: () => command.run({ id, version }),
    })
  return (
    <Button size="small" loading={command.busy} onClick={ask}>
      {words.leave}
    </Button>
  )
}
