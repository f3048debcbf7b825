import type { TemplateAction, TemplateRule } from './actions'

/** 当 … 则 …; what else is said of the rule stays. */
export const ruleOf = (when: unknown, actions: TemplateAction[], rest: Partial<TemplateRule> = {}): TemplateRule =>
  // biome-ignore lint/suspicious/noThenProperty: `then` is the word of the contract
  ({ ...rest, when, then: actions })
