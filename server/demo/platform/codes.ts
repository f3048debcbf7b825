import { createHash } from 'node:crypto'
import { jsonOf, PlatformRefusal, type Routes } from './wire'

const DAY_MS = 24 * 3_600_000
const MOST_DAYS = 30

/** What somebody gets to see who scans the code or opens the link; null when it opens nothing any more. */
export type Opened = { page: string; query: string } | null

export type CodeDesk = {
  routes: Routes
  /** Takes the pages of the published mini-program; without a call every page counts as published. */
  publishPages(pages: string[]): void
  openCode(picture: Buffer): Opened
  openLink(url: string): Opened
}

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/

/** Eight bytes of a PNG and then our own: a picture by its header, its content readable by `openCode`. */
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** getwxacodeunlimit and generate_urllink of WeChat, protocol section 12.2. */
export const codeDesk = (now: () => number): CodeDesk => {
  const links = new Map<string, { page: string; query: string; expiresAt: number }>()
  let published: Set<string> | null = null

  const checkPage = (page: string): void => {
    const isWrong = page.startsWith('/') || page.includes('?') || (published !== null && !published.has(page))
    if (isWrong) throw new PlatformRefusal(41030, 'invalid page')
  }

  return {
    routes: {
      'POST /wxa/getwxacodeunlimit': asked => {
        const { scene, page = '', check_path = true, env_version = 'release', width = 430 } = jsonOf(asked)
        if (typeof scene !== 'string' || !SCENE.test(scene))
          throw new PlatformRefusal(40169, 'invalid length for scene')
        if (check_path === true) checkPage(String(page))
        if (!['release', 'trial', 'develop'].includes(String(env_version)))
          throw new PlatformRefusal(40058, 'env_version')
        if (Number(width) < 280 || Number(width) > 1280) throw new PlatformRefusal(40058, 'width')
        const bytes = Buffer.concat([PNG, Buffer.from(JSON.stringify({ page, scene }))])
        return { bytes, contentType: 'image/png', fileName: 'code.png' }
      },
      'POST /wxa/generate_urllink': asked => {
        const { path = '', query = '', expire_type = 1, expire_interval = MOST_DAYS } = jsonOf(asked)
        checkPage(String(path))
        if (String(query).length > 1024) throw new PlatformRefusal(40212, 'invalid query')
        const days = Number(expire_interval)
        if (expire_type !== 1 || !(days >= 1 && days <= MOST_DAYS)) throw new PlatformRefusal(85402, 'invalid expire')
        const url_link = `https://wxaurl.cn/${createHash('md5').update(`link.${links.size}`).digest('hex').slice(0, 12)}`
        links.set(url_link, { page: String(path), query: String(query), expiresAt: now() + days * DAY_MS })
        return { json: { errcode: 0, errmsg: 'ok', url_link } }
      },
    },
    publishPages: pages => {
      published = new Set(pages)
    },
    openCode: picture => {
      const { page, scene } = JSON.parse(picture.subarray(PNG.length).toString()) as { page: string; scene: string }
      return { page, query: `scene=${encodeURIComponent(scene)}` }
    },
    openLink: url => {
      const link = links.get(url)
      return link && now() < link.expiresAt ? { page: link.page, query: link.query } : null
    },
  }
}
