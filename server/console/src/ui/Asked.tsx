import { Button, Popconfirm } from 'antd'

type Props = {
  /** What is asked, what it will do, and the words on the buttons. */
  ask: string
  says: string
  act: string
  keep: string
  busy: boolean
  onConfirm: () => void
}

/** A small button of a row that asks before it acts. */
export const Asked = ({ ask, says, act, keep, busy, onConfirm }: Props) => (
  <Popconfirm placement="left" title={ask} description={says} okText={act} cancelText={keep} onConfirm={onConfirm}>
    <Button size="small" loading={busy}>
      {act}
    </Button>
  </Popconfirm>
)
