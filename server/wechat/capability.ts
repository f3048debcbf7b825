import { wechatApi } from '../../shared/wechat'
import type { Capability } from '../capability'
import { wechatSubscribers } from './jobs'
import { wechatLinks, wechatScenes } from './links/store'
import { wechatMigrations } from './migrations'
import { wechatRoutes } from './routes'
import { wechatQuota, wechatRecipients } from './subscriptions/store'
import { wechatTellings } from './tellings/store'

export const wechatCapability: Capability = {
  name: 'wechat',
  entities: [wechatQuota, wechatRecipients, wechatTellings, wechatScenes, wechatLinks],
  migrations: wechatMigrations,
  contract: wechatApi,
  routes: wechatRoutes,
  subscribers: wechatSubscribers,
  expiring: [{ table: 'wechat_links', key: 'id', since: 'expires_at', keep: 'traces' }],
}
