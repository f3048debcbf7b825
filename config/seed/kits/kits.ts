import * as z from 'zod/mini'
import { flowBody } from '../../../shared/flows/flow'
import { ruleSet } from '../../../shared/settlement/ruleSet'
import { templateBody } from '../../../shared/templates/api'
import { appliance } from './appliance/kit'
import { auto } from './auto/kit'
import { equipment } from './equipment/kit'
import { it } from './it/kit'
import type { Kit, WrittenKit } from './kit'
import { medical } from './medical/kit'
import { property } from './property/kit'
import { chainStore } from './store/kit'
import { training } from './training/kit'

/** With the defaults of what is not written down. */
const complete = (kit: WrittenKit): Kit => ({
  ...kit,
  flows: kit.flows.map(flow => ({ ...flow, body: z.parse(flowBody, flow.body) })),
  templates: kit.templates.map(template => ({ ...template, body: z.parse(templateBody, template.body) })),
  ruleSet: { ...kit.ruleSet, body: z.parse(ruleSet, kit.ruleSet.body) },
})

export const kits: readonly Kit[] = [appliance, equipment, property, chainStore, auto, training, it, medical].map(
  complete,
)
