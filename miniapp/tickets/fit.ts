import type { DeviceView } from '../../shared/customers'
import type { TemplateView } from '../../shared/templates/api'

/** What is served, without the kind of service: `repair.aircon` -> `aircon`. */
const subjectOf = (businessType: string): string => businessType.split('.').slice(1).join('.')

const isFor = (template: TemplateView, device: DeviceView): boolean => {
  const served = subjectOf(template.body.businessType)
  const owned = subjectOf(device.businessType)
  return served !== '' && owned !== '' && (owned.startsWith(served) || served.startsWith(owned))
}

/** Whether a template may be used for a device: it is made for it, or for no device in particular. */
export const fits = (template: TemplateView, device: DeviceView): boolean =>
  subjectOf(template.body.businessType) === '' || isFor(template, device)

/** The one-tap buttons: what is made for the chosen device, then the presets, those for other devices last. */
export const presetsFor = (templates: readonly TemplateView[], device: DeviceView | null): TemplateView[] => {
  const own = device ? templates.filter(template => isFor(template, device)) : []
  const presets = templates.filter(template => template.isPreset && !own.includes(template))
  const usual = device ? presets.filter(template => fits(template, device)) : presets
  return [...own, ...usual, ...presets.filter(template => !usual.includes(template))]
}
