import { Injectable } from '@nestjs/common';
import { expectVersion } from '../platform/commands/expect-version.js';
import type { AppError } from '../platform/errors/app-error.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { signupUpdated } from './customer.entries.js';
import { customerErrors } from './customer.errors.js';
import { normalisePhone } from './phone.js';
import { SignupRepository } from './signup.repository.js';
import type { SignupChanges } from './signup.schema.js';

/** What ops add to a signup before it is a customer: what a phone call told them (pre-onboarding checklist). */
@Injectable()
export class SignupDesk {
  constructor(private readonly signups: SignupRepository) {}

  async whyNotUpdate(tx: Tx, id: string): Promise<AppError | undefined> {
    const { status } = await this.signups.get(tx.em, id);
    const open = status === 'received' || status === 'verified';
    return open ? undefined : customerErrors.signup_settled(`It is ${status}.`);
  }

  /** Only what is named changes; the e-mail address is what was or will be verified, and stays. */
  async update(
    tx: Tx,
    id: string,
    version: number,
    { phone, ...changes }: SignupChanges,
  ): Promise<{ id: string; status: string; version: number }> {
    const signup = await this.signups.get(tx.em, id);
    expectVersion(signup, version);
    const named = Object.entries(changes).filter(([, value]) => value !== undefined);
    Object.assign(signup, Object.fromEntries(named));
    if (phone !== undefined) {
      const known = normalisePhone(phone, signup.country);
      if (known === null) {
        const message = 'must be a phone number that exists; write it with the country code';
        throw commonErrors.validation_failed('Not accepted: phone.', {
          fields: [{ field: 'phone', message }],
        });
      }
      signup.phone = known;
    }
    const fields = [...named.map(([name]) => name), ...(phone === undefined ? [] : ['phone'])];
    tx.record(signupUpdated, { subjectId: id, customerId: null, data: { fields } });
    await tx.em.flush();
    return { id, status: signup.status, version: signup.version };
  }
}
