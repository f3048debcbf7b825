import { attendanceApi } from '../../shared/attendance'
import type { Capability } from '../capability'
import { attendanceSubscribers, attendanceTimerJobs } from './jobs'
import { attendanceMigrations } from './migrations'
import { ensurePull } from './pull/actions'
import { attendanceRoutes } from './routes'
import { attendancePulls, attendanceRecords } from './store'

export const attendanceCapability: Capability = {
  name: 'attendance',
  entities: [attendanceRecords, attendancePulls],
  migrations: attendanceMigrations,
  contract: attendanceApi,
  routes: attendanceRoutes,
  subscribers: attendanceSubscribers,
  timerJobs: attendanceTimerJobs,
  expiring: [{ table: 'attendance_records', key: 'id', since: 'at', keep: 'attendance' }],
  onStart: ensurePull,
}
