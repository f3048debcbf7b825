/** Who wants to hear of what, by name. */
export class Listeners {
  private readonly all = new Map<string, Set<() => void>>()

  /** Returns what ends the listening. */
  add(name: string, listener: () => void): () => void {
    const listeners = this.all.get(name) ?? new Set()
    this.all.set(name, listeners.add(listener))
    return () => void listeners.delete(listener)
  }

  tell(name: string): void {
    for (const listener of [...(this.all.get(name) ?? [])]) listener()
  }
}
