import type { PropsWithChildren } from 'react'
import './lib/older'
import './app.css'
import './ui/page.css'
import './ui/parts.css'
import './ui/form.css'
import './ui/icons.css'

export default function App({ children }: PropsWithChildren) {
  return children
}
