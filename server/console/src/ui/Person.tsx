import type { ReactNode } from 'react'

/** The last two characters of a Chinese name are how colleagues call each other. */
export const Face = ({ name }: { name: string }) => (
  <span className="pc-face" aria-hidden="true">
    {name.slice(-2)}
  </span>
)

/** A face, a name, and a line about them. */
export const Person = ({ name, says }: { name: string; says: ReactNode }) => (
  <span className="pc-person">
    <Face name={name} />
    <span className="pc-person-words">
      <span className="pc-strong">{name}</span>
      <span className="pc-weak pc-small">{says}</span>
    </span>
  </span>
)
