import type { DeviceView } from '../../shared/customers'
import type { TemplateView } from '../../shared/templates/api'
import { fits } from '../tickets/fit'

/** What a customer asks for, most asked first. */
const offered: readonly TemplateView['body']['category'][] = [
  'repair',
  'maintenance',
  'install',
  'complaint',
  'consultation',
]

/** Services for this device; with none chosen, all of them. */
export const servicesFor = (templates: readonly TemplateView[], device: DeviceView | null): TemplateView[] =>
  templates
    .filter(template => offered.includes(template.body.category) && (!device || fits(template, device)))
    .sort((a, b) => offered.indexOf(a.body.category) - offered.indexOf(b.body.category))
