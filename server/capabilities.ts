import { alarmsCapability } from './alarms/capability'
import { attendanceCapability } from './attendance/capability'
import { automationCapability } from './automation/capability'
import { botCapability } from './bot/capability'
import type { Capability } from './capability'
import { checkinsCapability } from './checkins/capability'
import { customersCapability } from './customers/capability'
import { deadLettersCapability } from './deadLetters/capability'
import { dispatchCapability } from './dispatch/capability'
import { equipmentCapability } from './equipment/capability'
import { escalationCapability } from './escalation/capability'
import { filesCapability } from './files/capability'
import { flowsCapability } from './flows/capability'
import { formsCapability } from './forms/capability'
import { intakeCapability } from './intake/capability'
import { kfCapability } from './kf/capability'
import { kitsCapability } from './kits/capability'
import { notifyCapability } from './notify/capability'
import { nudgesCapability } from './nudges/capability'
import { operatorCapability } from './operator/capability'
import { partsCapability } from './parts/capability'
import { peopleCapability } from './people/capability'
import { reachCapability } from './reach/capability'
import { redAlertsCapability } from './redAlerts/capability'
import { sessionCapability } from './session/capability'
import { settlementCapability } from './settlement/capability'
import { simulatorCapability } from './simulator/capability'
import { slaCapability } from './sla/capability'
import { templatesCapability } from './templates/capability'
import { ticketsCapability } from './tickets/capability'
import { upkeepCapability } from './upkeep/capability'
import { wechatCapability } from './wechat/capability'
import { wecomCapability } from './wecom/capability'

/** Everything the product can do. A capability exists when it is listed here; the order is who may call whom, lower first. */
export const capabilities: readonly Capability[] = [
  alarmsCapability,
  equipmentCapability,
  peopleCapability,
  customersCapability,
  templatesCapability,
  partsCapability,
  filesCapability,
  ticketsCapability,
  slaCapability,
  flowsCapability,
  checkinsCapability,
  nudgesCapability,
  dispatchCapability,
  intakeCapability,
  formsCapability,
  { name: 'voice' },
  wecomCapability,
  kfCapability,
  wechatCapability,
  notifyCapability,
  reachCapability,
  escalationCapability,
  redAlertsCapability,
  automationCapability,
  simulatorCapability,
  botCapability,
  attendanceCapability,
  operatorCapability,
  settlementCapability,
  kitsCapability,
  sessionCapability,
  deadLettersCapability,
  upkeepCapability,
]
