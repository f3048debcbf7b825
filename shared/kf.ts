import * as z from 'zod/mini'
import { command } from './kernel/endpoint'
import { id } from './kernel/schema'

export const kfApi = {
  entryLink: command('kf.entryLink', {
    summary: '进入微信客服的链接，可带上设备，打印成二维码贴在设备上',
    allow: ['dispatcher', 'manager', 'admin'],
    input: z.object({ deviceId: z.optional(id) }),
    output: z.object({ url: z.string() }),
  }),
}
