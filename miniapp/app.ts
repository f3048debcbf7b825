import type { PropsWithChildren } from 'react'
import './lib/older'
import { makeAccessible } from './lib/access'
import './app.css'
import './ui/page.css'
import './ui/parts.css'
import './ui/form.css'
import './ui/icons.css'

makeAccessible()

export default function App({ children }: PropsWithChildren) {
  return children
}
