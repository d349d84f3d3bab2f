import { Injectable } from '@nestjs/common';
import { BusinessClock } from '../../platform/clocks/business-clock.js';
import { Database } from '../../platform/database/database.js';
import { commonErrors } from '../../platform/errors/common-errors.js';
import { PasswordHasher } from '../../platform/sign-in/password-hasher.js';
import { tooGuessable } from '../../platform/sign-in/password-rules.js';
import { SignInThrottle } from '../../platform/sign-in/sign-in-throttle.js';
import { signInErrors } from '../../platform/sign-in/sign-in.errors.js';
import type { StaffMember } from '../staff-member.entity.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { staffAggregate } from '../staff.aggregate.js';
import { staffPasswordChanged } from '../staff.entries.js';
import { StaffRepository } from '../staff.repository.js';

/** Checks and changes the passwords of staff. */
@Injectable()
export class StaffSignIn {
  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly staff: StaffRepository,
    private readonly passwords: PasswordHasher,
    private readonly throttle: SignInThrottle,
    private readonly clock: BusinessClock,
  ) {}

  /**
   * The account behind e-mail and password. Unknown, deactivated and wrong are told apart by nothing: the same
   * work, the same `sign_in_failed` (401), the same lockout (429).
   * @param address the caller's IP address
   */
  async signIn(email: string, password: string, address: string): Promise<StaffMember> {
    const attempt = { realm: 'panel', account: email, address } as const;
    await this.throttle.begin(attempt);
    const em = this.database.em();
    const member = await this.staff.byEmail(em, email);
    const right = await this.passwords.verify(member?.passwordHash, password);
    if (!member?.active || !right)
      throw signInErrors.sign_in_failed('E-mail and password do not fit together.', {
        hint: 'Check both and try again. An admin can reset a forgotten password.',
      });
    await this.throttle.succeeded(attempt);
    await this.staff.signedIn(em, member.id, await this.clock.now(em));
    return member;
  }

  /**
   * Set one's own password; every other session of the account ends.
   * Throws `sign_in_failed` for a wrong present password (counted as a try), `password_refused` for a bad new one.
   * @returns the account with its new epoch
   */
  async changePassword(
    member: StaffMember,
    current: string,
    chosen: string,
    address: string,
  ): Promise<StaffMember> {
    const attempt = { realm: 'panel', account: member.email, address } as const;
    await this.throttle.begin(attempt);
    if (!(await this.passwords.verify(member.passwordHash, current)))
      throw signInErrors.sign_in_failed('The present password is not right.', { hint: 'Type it once more.' });
    await this.throttle.succeeded(attempt);
    const guess =
      current === chosen ? 'Choose another one than the present.' : tooGuessable(chosen, member.email);
    if (guess !== undefined) throw signInErrors.password_refused(guess);
    const passwordHash = await this.passwords.hash(chosen);
    const actor = { kind: 'staff', id: member.id, role: member.role } as const;
    return this.unitOfWork.run(actor, async (tx) => {
      await tx.lock(staffAggregate, member.id);
      const fresh = await this.staff.get(tx.em, member.id);
      if (!fresh?.active || fresh.epoch !== member.epoch)
        throw commonErrors.unauthenticated('This account was changed meanwhile.', { hint: 'Sign in again.' });
      fresh.passwordHash = passwordHash;
      fresh.mustChange = false;
      fresh.passwordSetAt = tx.now;
      fresh.epoch += 1;
      tx.record(staffPasswordChanged, { subjectId: fresh.id, customerId: null, data: {} });
      return fresh;
    });
  }
}
