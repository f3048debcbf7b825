/** The last two characters of a Chinese name are how colleagues call each other. */
export const Face = ({ name }: { name: string }) => (
  <span className="pc-face" aria-hidden="true">
    {name.slice(-2)}
  </span>
)
