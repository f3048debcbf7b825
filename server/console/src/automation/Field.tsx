import type { ReactNode } from 'react'

/** A setting with its name beside it. */
export const Field = ({ label, hint, children }: { label: string; hint?: string | undefined; children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
  <label className="pc-auto-field">
    <span className="pc-second">{label}</span>
    <span>
      {children}
      {hint && <span className="pc-weak pc-small">{hint}</span>}
    </span>
  </label>
)
