import { type ComponentType, lazy } from 'react'
import { alarmsApi } from '../../../../shared/alarms'
import { automationApi } from '../../../../shared/automation'
import { deadLettersApi } from '../../../../shared/deadLetters'
import { dispatchApi } from '../../../../shared/dispatch'
import { flowsApi } from '../../../../shared/flows/api'
import type { Endpoint } from '../../../../shared/kernel/endpoint'
import type { Role } from '../../../../shared/kernel/roles'
import { kitsApi } from '../../../../shared/kits'
import { peopleApi } from '../../../../shared/people'
import { redAlertsApi } from '../../../../shared/redAlerts'
import { settlementApi } from '../../../../shared/settlement/api'
import { simulatorApi } from '../../../../shared/simulator'
import { slaApi } from '../../../../shared/sla/api'
import { templateUseApi } from '../../../../shared/templates/use'
import { ticketsApi } from '../../../../shared/tickets/api'
import { mayCall } from '../lib/access'
import type { IconName } from '../ui/Icon'

export type MenuItem = {
  path: string
  name: string
  icon: IconName
  /** Who may call it sees the page. */
  needs: Endpoint
  Page: ComponentType
}

export const menu: readonly MenuItem[] = [
  { path: 'board', name: '看板', icon: 'board', needs: ticketsApi.counts, Page: lazy(() => import('../board/Board')) },
  {
    path: 'tickets',
    name: '工单',
    icon: 'tickets',
    needs: ticketsApi.list,
    Page: lazy(() => import('../tickets/TicketsPage')),
  },
  {
    path: 'dispatch',
    name: '派单',
    icon: 'dispatch',
    needs: dispatchApi.suggest,
    Page: lazy(() => import('../dispatch/DispatchPage')),
  },
  {
    path: 'sla',
    name: '时效',
    icon: 'clock',
    needs: slaApi.board,
    Page: lazy(() => import('../sla/SlaPage')),
  },
  {
    path: 'red-alerts',
    name: '红警',
    icon: 'red',
    needs: redAlertsApi.list,
    Page: lazy(() => import('../redAlerts/RedAlertsPage')),
  },
  {
    path: 'settlement',
    name: '结算',
    icon: 'money',
    needs: settlementApi.list,
    Page: lazy(() => import('../settlement/SettlementPage')),
  },
  {
    path: 'templates',
    name: '模板',
    icon: 'templates',
    needs: templateUseApi.library,
    Page: lazy(() => import('../templates/TemplatesPage')),
  },
  {
    path: 'flows',
    name: '流程',
    icon: 'flow',
    needs: flowsApi.mine,
    Page: lazy(() => import('../flows/FlowsPage')),
  },
  {
    path: 'simulator',
    name: '影子测试',
    icon: 'simulator',
    needs: simulatorApi.run,
    Page: lazy(() => import('../simulator/SimulatorPage')),
  },
  {
    path: 'kits',
    name: '行业包',
    icon: 'kit',
    needs: kitsApi.list,
    Page: lazy(() => import('../kits/KitsPage')),
  },
  {
    path: 'automation',
    name: '自动化',
    icon: 'automation',
    needs: automationApi.rules,
    Page: lazy(() => import('../automation/AutomationPage')),
  },
  {
    path: 'people',
    name: '人员',
    icon: 'people',
    needs: peopleApi.list,
    Page: lazy(() => import('../people/PeoplePage')),
  },
  {
    path: 'alarms',
    name: '告警',
    icon: 'alarm',
    needs: alarmsApi.list,
    Page: lazy(() => import('../alarms/AlarmsPage')),
  },
  {
    path: 'dead-letters',
    name: '失败任务',
    icon: 'failed',
    needs: deadLettersApi.list,
    Page: lazy(() => import('../deadLetters/DeadLettersPage')),
  },
]

/** Customers have their own pages in WeChat; the console is for who works here and for providers. */
export const menuFor = (roles: readonly Role[]): MenuItem[] =>
  roles.some(role => role !== 'customer') ? menu.filter(({ needs }) => mayCall(roles, needs)) : []
