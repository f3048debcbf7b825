import * as z from 'zod/mini'
import { command, query } from './kernel/endpoint'
import { roles, staffRoles } from './kernel/roles'
import { id, listOf, nothing, place, version } from './kernel/schema'

/** Skill codes are business types: `repair.aircon` fits any ticket whose business type starts with it. */
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

export const peopleApi = {
  list: query('people.list', {
    summary: '成员名单',
    allow: staffRoles,
    input: z.object({ role: z.optional(z.enum(roles)) }),
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
  teams: query('people.teams', {
    summary: '班组',
    allow: staffRoles,
    input: nothing,
    output: z.object({ items: z.array(z.object({ id, name: z.string() })) }),
  }),
}
