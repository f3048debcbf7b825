import * as z from 'zod/mini'
import { command, query } from './kernel/endpoint'
import { roleNames, roles, staffRoles } from './kernel/roles'
import { id, listOf, nothing, oneOf, phone, place, version } from './kernel/schema'

/** Skill codes are business types: `repair.aircon` fits `repair.aircon.central` too, but not `repair.airconditioner`. */
export const fits = (skill: string, businessType: string): boolean =>
  businessType === skill || businessType.startsWith(`${skill}.`)

export const engineerProfile = z.object({
  skills: listOf(z.string(), 50),
  home: z.nullable(place),
  /** 0–5, mean of the customers' ratings. */
  rating: z.number(),
  /** Visits a day. */
  capacity: z.int(),
  onDuty: z.boolean(),
})
export type EngineerProfile = z.output<typeof engineerProfile>

export const person = z.object({
  id,
  name: z.string(),
  wecomUserId: z.nullable(z.string()),
  roles: z.array(z.enum(roles)),
  teamId: z.nullable(id),
  teamName: z.nullable(z.string()),
  regionCodes: z.array(z.string()),
  providerId: z.nullable(id),
  status: z.enum(['active', 'left']),
  phone: z.nullable(z.string()),
  engineer: z.nullable(engineerProfile),
  version,
})
export type PersonView = z.output<typeof person>

/** A member of this department (or one inside it), or with this tag, has the role. */
export const roleRule = z.object({
  kind: z.enum(['department', 'tag']),
  /** WeCom's number of the department or tag. */
  value: z.string().check(z.regex(/^\d{1,18}$/, '请填写企业微信里的部门或标签编号')),
  role: oneOf([...staffRoles, 'provider'], roleNames),
})
export type RoleRule = z.output<typeof roleRule>

export const department = z.object({ id: z.int(), parentId: z.nullable(z.int()), name: z.nullable(z.string()) })
export type DepartmentView = z.output<typeof department>

const roleRules = z.object({ rules: z.array(roleRule), departments: z.array(department) })

export const peopleApi = {
  list: query('people.list', {
    summary: '成员名单',
    allow: staffRoles,
    input: z.object({ role: z.optional(oneOf(roles, roleNames)) }),
    output: z.object({ items: z.array(person) }),
  }),
  setDuty: command('people.setDuty', {
    summary: '工程师上班或下班',
    allow: ['engineer'],
    input: z.object({ onDuty: z.boolean() }),
    output: person,
  }),
  markLeft: command('people.markLeft', {
    summary: '成员离职：会话立即失效，不再收到任何消息',
    allow: ['admin'],
    input: z.object({ id, version }),
    output: person,
  }),
  setPhone: command('people.setPhone', {
    summary: '本人填写手机号，用于紧急时的短信和电话；同事只看到部分号码',
    allow: [...staffRoles, 'provider'],
    input: z.object({ phone: z.nullable(phone) }),
    output: person,
  }),
  roleRules: query('people.roleRules', {
    summary: '按企业微信部门或标签给角色的规则，以及已知的部门',
    allow: ['admin'],
    input: nothing,
    output: roleRules,
  }),
  setRoleRules: command('people.setRoleRules', {
    summary: '替换全部角色规则；手工给的角色不受影响',
    allow: ['admin'],
    input: z.object({ rules: listOf(roleRule, 100) }),
    output: roleRules,
  }),
  teams: query('people.teams', {
    summary: '班组',
    allow: staffRoles,
    input: nothing,
    output: z.object({ items: z.array(z.object({ id, name: z.string() })) }),
  }),
}
