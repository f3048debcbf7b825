import { Button, Result } from 'antd'
import { Component, type ReactNode } from 'react'
import { words } from './words'

type Props = { children: ReactNode }

/** A page that could not be fetched, or fell over, takes only its own place: the menu stays. */
export class Boundary extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children
    return (
      <Result
        status="warning"
        title={words.notOpened}
        subTitle={words.notOpenedSays}
        extra={<Button onClick={() => location.reload()}>{words.openAgain}</Button>}
      />
    )
  }
}
