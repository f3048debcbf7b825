import { App, Segmented } from 'antd'
import { type DispatchMode, dispatchApi, dispatchModes } from '../../../../shared/dispatch'
import { useCommand } from '../lib/use-command'
import { useQuery } from '../lib/use-query'
import { words } from './words'

/** Automatic or manual, with what that means; changing it asks first, since it concerns everybody. */
export const Mode = () => {
  const { data } = useQuery(dispatchApi.settings, {})
  const command = useCommand(dispatchApi.setMode, words.modeChanged)
  const { modal } = App.useApp()
  if (!data) return null
  const ask = (mode: DispatchMode): void => {
    if (mode === data.mode) return
    modal.confirm({
      title: `切换到${words.modes[mode]}？`,
      content: `${words.modeSays[mode]}。`,
      okText: '切换',
      cancelText: '再想想',
      onOk: () => command.run({ mode, version: data.version }),
    })
  }
  return (
    <>
      <span className="pc-weak">{words.modeSays[data.mode]}</span>
      <Segmented
        value={data.mode}
        options={dispatchModes.map(value => ({ value, label: words.modes[value] }))}
        onChange={ask}
      />
    </>
  )
}
