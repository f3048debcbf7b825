/** What phones of before 2022 lack and shared code uses. Nothing is replaced where it exists. */
const add = (target: object, name: string, value: unknown): void => {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true })
}

const isOwn = Object.prototype.hasOwnProperty
add(Object, 'hasOwn', (owner: object, key: PropertyKey) => isOwn.call(owner, key))

add(Array.prototype, 'at', function (this: unknown[], index: number) {
  return this[index < 0 ? this.length + index : index]
})

add(Array.prototype, 'findLast', function (this: unknown[], isIt: (item: unknown, index: number) => boolean) {
  for (let index = this.length - 1; index >= 0; index--) if (isIt(this[index], index)) return this[index]
  return undefined
})

add(String.prototype, 'replaceAll', function (this: string, what: string | RegExp, by: string) {
  return typeof what === 'string' ? this.split(what).join(by) : this.replace(what, by)
})
