import { defineEntity, p } from '@mikro-orm/core';

export const DOMAIN_RULES = ['allow', 'deny'] as const;
export type DomainRuling = (typeof DOMAIN_RULES)[number];

const DomainRuleSchema = defineEntity({
  name: 'DomainRule',
  tableName: 'domain_rule',
  properties: {
    id: p.uuid().primary(),
    /** A-labels; names below it follow, unless a nearer row says otherwise. */
    domain: p.text().unique('domain_rule_domain_key'),
    ruling: p.enum(DOMAIN_RULES),
    reason: p.text(),
    createdAt: p.datetime(),
    createdBy: p.text(),
  },
});

/** Our own word on a mail domain; it wins over the published list of disposable domains (runbook Step 1). */
export class DomainRule extends DomainRuleSchema.class {}
DomainRuleSchema.setClass(DomainRule);
