import { Injectable } from '@nestjs/common';
import { newId } from '../platform/ids/new-id.js';
import { actorId } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { domainRuleAdded, domainRuleRemoved } from './customer.entries.js';
import { customerErrors } from './customer.errors.js';
import type { DomainRuling } from './domain-rule.entity.js';
import { DomainRuleRepository } from './domain-rule.repository.js';
import { flushUnique } from './flush-unique.js';

/** Our own allow and deny rows beside the published list of disposable domains; they bind checks from now on. */
@Injectable()
export class DomainRuleService {
  constructor(private readonly rules: DomainRuleRepository) {}

  /** @throws domain_ruled (409) */
  async add(
    tx: Tx,
    { domain, ruling, reason }: { domain: string; ruling: DomainRuling; reason: string },
  ): Promise<{ id: string; domain: string }> {
    const id = newId();
    const made = { createdAt: tx.now, createdBy: actorId(tx.actor) };
    this.rules.add(tx.em, { id, domain, ruling, reason, ...made });
    await flushUnique(tx, {
      domain_rule_domain_key: () => customerErrors.domain_ruled(`There is a row for ${domain}.`),
    });
    tx.record(domainRuleAdded, { subjectId: id, customerId: null, data: { domain, ruling } });
    return { id, domain };
  }

  async remove(tx: Tx, id: string): Promise<{ id: string }> {
    const rule = await this.rules.get(tx.em, id);
    this.rules.remove(tx.em, rule);
    const { domain, ruling } = rule;
    tx.record(domainRuleRemoved, { subjectId: id, customerId: null, data: { domain, ruling } });
    return { id };
  }
}
