import { regionFacts } from '../../../config/seed/regions'
import { ruleSet } from '../../../config/seed/ruleSet'
import { systemActor } from '../../../shared/kernel/roles'
import { callAs } from '../../call'
import { publishRuleSet, saveRegionFacts } from '../../settlement/actions'
import { type CompanyStep, foundedAt } from './load'

/** The rule set in force since the company was founded, and what settlement knows of its regions. */
export const publishRates: CompanyStep = context =>
  callAs(context, systemActor('demo'), async call => {
    await publishRuleSet(call, ruleSet, foundedAt(call.now))
    await saveRegionFacts(call, regionFacts)
  })
