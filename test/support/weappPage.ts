/** One rendered node as the templates of the mini-program read it. */
export type Node = { nn?: string; cn?: Node[]; v?: string; sid?: string; uid?: string; cl?: string } & Record<
  string,
  unknown
>

export type PageConfig = Record<string, unknown> & {
  onLoad: (query: Record<string, string>) => void
  onReady?: () => void
  onShow?: () => void
  onHide?: () => void
  onUnload?: () => void
  onReachBottom?: () => void
  eh?: (event: object) => void
}

/** `later` runs in the next turn; `quiet` waits until nothing is left to run. */
export type Clock = { quiet: () => Promise<void>; later: (run: () => void) => void }

type Instance = PageConfig & { data: Record<string, unknown>; route: string }

/** Puts a value at a path such as `root.cn.[0].cl`. */
const put = (data: Record<string, unknown>, path: string, value: unknown): void => {
  const keys = path.replace(/\[(\d+)\]/g, '$1').split('.')
  const last = keys.pop() ?? ''
  let at: Record<string, unknown> = data
  for (const key of keys) {
    at[key] ??= {}
    at = at[key] as Record<string, unknown>
  }
  at[last] = value
}

/** A page as the view layer sees it: a tree of nodes that grows by `setData` and answers taps. */
export class WeappPage {
  readonly path: string
  readonly instance: Instance
  /** Size in bytes of each `setData`, in order. */
  readonly setDataBytes: number[] = []
  private readonly quiet: () => Promise<void>

  constructor(path: string, config: PageConfig, clock: Clock) {
    this.path = path
    this.quiet = clock.quiet
    const setData = (changes: Record<string, unknown>, done?: () => void) => {
      this.setDataBytes.push(Buffer.byteLength(JSON.stringify(changes)))
      for (const [key, value] of Object.entries(changes)) put(this.instance.data, key, value)
      if (done) clock.later(done)
    }
    const lifecycle = { ...config, route: path, __route__: path, data: {}, setData, selectComponent: () => null }
    this.instance = lifecycle as unknown as Instance
  }

  start(query: Record<string, string>): void {
    this.instance.onLoad(query)
    this.show()
    this.instance.onReady?.()
  }

  show(): void {
    this.instance.onShow?.()
  }

  /** Another page has come before it. */
  hide(): void {
    this.instance.onHide?.()
  }

  stop(): void {
    this.instance.onUnload?.()
  }

  get root(): Node {
    return (this.instance.data.root as Node | undefined) ?? {}
  }

  /** All words on the page, in order. */
  get text(): string {
    const words: string[] = []
    walk(this.root, node => {
      if (typeof node.v === 'string') words.push(node.v)
    })
    return words.join(' ')
  }

  has(id: string): boolean {
    return this.pathTo(id) !== null
  }

  node(id: string): Node {
    const node = this.pathTo(id)?.[0]
    if (!node) throw new Error(`no #${id} on ${this.path}; words: ${this.text}`)
    return node
  }

  /** A tap reaches the node and then every ancestor, as it does on a phone. */
  async tap(id: string): Promise<void> {
    const way = this.pathTo(id)
    if (!way) throw new Error(`no #${id} to tap on ${this.path}; words: ${this.text}`)
    this.fire(way, 'tap', {})
    await this.quiet()
  }

  async type(id: string, value: string): Promise<void> {
    this.fire([this.node(id)], 'input', { value, cursor: value.length })
    await this.quiet()
  }

  /** Any other event of a control: `change` of a picker, `touchstart` of a canvas. */
  async send(id: string, type: string, event: { detail?: object; touches?: readonly object[] }): Promise<void> {
    const node = this.node(id)
    const handle = handleOf(node)
    this.instance.eh?.({
      type,
      detail: {},
      ...event,
      target: handle,
      currentTarget: handle,
      timeStamp: Date.now(),
      mark: {},
    })
    await this.quiet()
  }

  private fire(way: Node[], type: string, detail: object): void {
    const target = handleOf(way[0])
    for (const node of way) {
      this.instance.eh?.({ type, detail, target, currentTarget: handleOf(node), timeStamp: Date.now(), mark: {} })
    }
  }

  /** The node with this id and its ancestors, innermost first. */
  private pathTo(id: string): Node[] | null {
    const search = (node: Node, above: Node[]): Node[] | null => {
      const way = [node, ...above]
      if (node.uid === id) return way
      for (const child of node.cn ?? []) {
        const found = search(child, way)
        if (found) return found
      }
      return null
    }
    return search(this.root, [])
  }
}

const handleOf = (node: Node | undefined) => ({ id: node?.uid ?? node?.sid, dataset: { sid: node?.sid } })

const walk = (node: Node, visit: (node: Node) => void): void => {
  visit(node)
  for (const child of Object.values(node.cn ?? [])) walk(child, visit)
}
