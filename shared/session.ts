import * as z from 'zod/mini'
import { command, query } from './kernel/endpoint'
import { everyRole, roles } from './kernel/roles'
import { id, nothing, requiredText } from './kernel/schema'

export const loggedInPerson = z.object({
  id,
  kind: z.enum(['member', 'customer']),
  name: z.string(),
  roles: z.array(z.enum(roles)),
  teamName: z.nullable(z.string()),
})
export type LoggedInPerson = z.output<typeof loggedInPerson>

/** `token` lives 2 h, `refreshToken` 30 days and is exchanged once. */
export const session = z.object({ token: z.string(), refreshToken: z.string(), person: loggedInPerson })
export type Session = z.output<typeof session>

const code = requiredText(512)

export const sessionApi = {
  wecom: command('session.wecom', {
    summary: '成员登录：wx.qy.login 的 code 换会话',
    allow: 'anyone',
    input: z.object({ code }),
    output: session,
  }),
  webAddress: query('session.webAddress', {
    summary: '网页登录：企业微信授权页的地址；授权后带着 code 回到 returnTo',
    allow: 'anyone',
    input: z.object({ returnTo: z.url(), state: requiredText(64) }),
    output: z.object({ url: z.string() }),
  }),
  web: command('session.web', {
    summary: '网页登录：授权页带回的 code 换会话',
    allow: 'anyone',
    input: z.object({ code }),
    output: session,
  }),
  wechat: command('session.wechat', {
    summary: '客户登录：wx.login 的 code 换会话；带进度链接的 token 时绑定到该客户',
    allow: 'anyone',
    input: z.object({ code, trackToken: z.optional(id) }),
    output: session,
  }),
  demo: command('session.demo', {
    summary: '演示身份登录，只在演示模式开放',
    allow: 'anyone',
    input: z.object({ as: requiredText(64) }),
    output: session,
  }),
  demoPeople: query('session.demoPeople', {
    summary: '演示公司里可以扮演的人',
    allow: 'anyone',
    input: nothing,
    output: z.object({ items: z.array(loggedInPerson) }),
  }),
  refresh: command('session.refresh', {
    summary: '用刷新令牌换新会话，旧令牌作废',
    allow: 'anyone',
    input: z.object({ refreshToken: requiredText(512) }),
    output: session,
  }),
  leave: command('session.leave', { summary: '退出登录', allow: everyRole, input: nothing, output: nothing }),
  me: query('session.me', { summary: '当前登录的人', allow: everyRole, input: nothing, output: loggedInPerson }),
}
