/** What is pressed; to a browser these are plain boxes. */
const pressed = '[role="button"], [role="tab"], [role="radio"], [role="checkbox"]'

/** Lets the keyboard reach what is pressed, and gives each field the name that its frame carries. */
const mend = (): void => {
  for (const element of document.querySelectorAll(pressed)) {
    if (!element.hasAttribute('tabindex')) element.setAttribute('tabindex', '0')
  }
  for (const field of document.querySelectorAll('[aria-label] > input, [aria-label] > textarea')) {
    const name = field.parentElement?.getAttribute('aria-label')
    if (name) field.setAttribute('aria-label', name)
  }
}

const press = (event: KeyboardEvent): void => {
  const { target, key } = event
  if (key === 'Escape') [...document.querySelectorAll<HTMLElement>('.pd-sheet-close')].at(-1)?.click()
  const isPress = key === 'Enter' || key === ' '
  if (!isPress || !(target instanceof HTMLElement) || !target.matches(pressed)) return
  event.preventDefault()
  target.click()
}

/** Pages come and go without the browser loading anything, so whatever is drawn is looked at once it stands. */
export const makeAccessible = (): void => {
  let isDue = false
  const watch = new MutationObserver(() => {
    if (isDue) return
    isDue = true
    requestAnimationFrame(() => {
      isDue = false
      mend()
    })
  })
  watch.observe(document.body, { childList: true, subtree: true })
  document.addEventListener('keydown', press)
}
