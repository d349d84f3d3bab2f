import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import type { OwnDomains } from './domain-check/disposable-domains.js';
import { DomainRule } from './domain-rule.entity.js';

@Injectable()
export class DomainRuleRepository {
  add(em: EntityManager, rule: DomainRule): void {
    em.persist(em.create(DomainRule, rule));
  }

  async get(em: EntityManager, id: string): Promise<DomainRule> {
    const rule = await em.findOne(DomainRule, { id });
    if (!rule) throw commonErrors.not_found(`There is no domain rule with the id ${id}.`);
    return rule;
  }

  remove(em: EntityManager, rule: DomainRule): void {
    em.remove(rule);
  }

  /** Every row: they are few, a person wrote each. */
  async all(em: EntityManager): Promise<OwnDomains> {
    const rules = await em.find(DomainRule, {}, { fields: ['domain', 'ruling'] });
    const of = (wanted: DomainRule['ruling']) =>
      rules.filter(({ ruling }) => ruling === wanted).map(({ domain }) => domain);
    return { allow: of('allow'), deny: of('deny') };
  }
}
