import { usePageNotFound } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import './lib/older'
import { makeAccessible } from './lib/access'
import { replace } from './lib/go'
import { startOutbox } from './lib/outbox/outbox'
import { watchUnopened } from './lib/unopened'
import './app.css'
import './ui/page.css'
import './ui/parts.css'
import './ui/form.css'
import './ui/icons.css'

makeAccessible()
watchUnopened()
startOutbox()

export default function App({ children }: PropsWithChildren) {
  usePageNotFound(() => replace('missing'))
  return children
}
