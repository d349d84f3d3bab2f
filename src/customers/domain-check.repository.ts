import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { Customer } from './customer.entity.js';
import { DomainCheck } from './domain-check.entity.js';
import type { CheckInput } from './domain-check/check-target.js';
import { Signup } from './signup.entity.js';

@Injectable()
export class DomainCheckRepository {
  add(em: EntityManager, check: DomainCheck): void {
    em.persist(em.create(DomainCheck, check));
  }

  async get(em: EntityManager, id: string): Promise<DomainCheck> {
    const check = await em.findOne(DomainCheck, { id });
    if (!check) throw commonErrors.not_found(`There is no domain check with the id ${id}.`);
    return check;
  }

  newestOf(em: EntityManager, customerId: string): Promise<DomainCheck | null> {
    return em.findOne(DomainCheck, { customerId }, { orderBy: { createdAt: 'desc', id: 'desc' } });
  }

  /** Address and website as they are now, of the customer or else of the signup that it belongs to. */
  async subjectOf(em: EntityManager, { customerId, signupId }: DomainCheck): Promise<CheckInput> {
    const owner = customerId
      ? await em.findOneOrFail(Customer, { id: customerId })
      : await em.findOneOrFail(Signup, { id: signupId ?? '' });
    return { email: owner.email, website: owner.website ?? null };
  }
}
