import type { Contacts } from './contacts'
import { type Json, jsonOf, ok, PlatformRefusal, type Routes } from './wire'

const MINUTE_MS = 60_000
const PER_MEMBER_AND_MINUTE = 10
const MOST_ITEMS = 4
const MOST_CHARACTERS = 64

export type TileItem = { key?: string; data: string; jump_url?: string; pagepath?: string }

const itemsOf = (body: Json): TileItem[] => {
  if (body.type !== 'keydata') throw new PlatformRefusal(94001, 'invalid type')
  const items = (body.keydata as Json | undefined)?.items
  if (!Array.isArray(items)) throw new PlatformRefusal(94002, 'missing keydata')
  if (items.length > MOST_ITEMS) throw new PlatformRefusal(94003, 'keydata items too many')
  for (const { key = '', data } of items as TileItem[]) {
    if (typeof data !== 'string') throw new PlatformRefusal(94012, 'missing data')
    if (key.length > MOST_CHARACTERS || data.length > MOST_CHARACTERS) throw new PlatformRefusal(40058, 'too long')
  }
  return items as TileItem[]
}

type Workbench = {
  agentId: number
  contacts: Contacts
  guard: (routes: Routes) => Routes
  now: () => number
}

/** The app's tile on the workbench, protocol section 4.7: at most ten settings a minute for one member. */
export const workbench = ({ agentId, contacts, guard, now }: Workbench) => {
  let isOwnTileOn = true
  let template: TileItem[] | null = null
  const tiles = new Map<string, TileItem[]>()
  const setAt = new Map<string, number[]>()

  const check = (body: Json): void => {
    if (body.agentid !== agentId) throw new PlatformRefusal(40056, 'invalid agentid')
    if (!isOwnTileOn) throw new PlatformRefusal(94000, 'workbench custom mode is off')
  }

  const countOnce = (userId: string): void => {
    const all = setAt.get(userId) ?? []
    const recent = all.filter(at => at > now() - MINUTE_MS)
    if (recent.length >= PER_MEMBER_AND_MINUTE) throw new PlatformRefusal(45009, 'api freq out of limit')
    setAt.set(userId, [...all, now()])
  }

  return {
    routes: guard({
      'POST /cgi-bin/agent/set_workbench_template': asked => {
        const body = jsonOf(asked)
        check(body)
        template = itemsOf(body)
        if (body.replace_user_data === true) tiles.clear()
        return ok()
      },
      'POST /cgi-bin/agent/set_workbench_data': asked => {
        const body = jsonOf(asked)
        check(body)
        if (!template) throw new PlatformRefusal(94008, 'workbench template not set')
        const userId = String(body.userid ?? '').toLowerCase()
        if (!contacts.members().some(member => member.userId.toLowerCase() === userId))
          throw new PlatformRefusal(60011, 'no privilege to access/modify contact/party/agent')
        const items = itemsOf(body)
        countOnce(userId)
        tiles.set(userId, items)
        return ok()
      },
    }),
    /** What the member sees; the company's default until something was set for them. */
    tileOf: (userId: string): TileItem[] => tiles.get(userId.toLowerCase()) ?? template ?? [],
    /** How often the member's tile was set. */
    tilesSet: (userId: string): number => (setAt.get(userId.toLowerCase()) ?? []).length,
    /** 启用自定义展示 in the console. */
    allowOwnTile: (isOn: boolean): void => {
      isOwnTileOn = isOn
    },
  }
}
