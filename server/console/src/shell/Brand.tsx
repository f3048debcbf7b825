import { words } from './words'
import './brand.css'

/** The mark, the product, and where in it we are. */
export const Brand = () => (
  <div className="pc-brand">
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <path
        d="M9 17l5 5 9-12"
        fill="none"
        stroke="#fff"
        strokeWidth="3.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
    {words.product}
    <span className="pc-brand-where">{words.console}</span>
  </div>
)
