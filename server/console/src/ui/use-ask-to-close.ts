import { App } from 'antd'
import { words } from './words'

/** Closing a form with something changed in it asks first; without a change it just closes. */
export const useAskToClose = (given: object, now: object, close: () => void): (() => void) => {
  const { modal } = App.useApp()
  return () => {
    if (JSON.stringify(given) === JSON.stringify(now)) return close()
    modal.confirm({
      title: words.leaveAsk,
      content: words.leaveSays,
      okText: words.leave,
      okButtonProps: { danger: true },
      cancelText: words.stay,
      onOk: close,
    })
  }
}
