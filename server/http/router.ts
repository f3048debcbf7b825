import Router, { type MatchResult } from '@koa/router'

/**
 * A router that finds a plain path at once. The library tries the pattern of every route there is, and there are some
 * hundreds; what it finds for a path without parameters is always the same, so it is asked once.
 */
export class QuickRouter extends Router {
  private readonly known = new Map<string, MatchResult>()

  override match(path: string, method: string): MatchResult {
    const key = `${method} ${path}`
    const known = this.known.get(key)
    if (known) return known
    const found = super.match(path, method)
    // Only paths that were registered as they are: of those there is a bounded number.
    if (found.route && found.path.every(layer => layer.path === path)) this.known.set(key, found)
    return found
  }
}
