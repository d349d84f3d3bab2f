import { Injectable } from '@nestjs/common';
import { PasswordHasher } from '../platform/sign-in/password-hasher.js';
import { temporaryPassword, tooGuessable } from '../platform/sign-in/password-rules.js';
import { signInErrors } from '../platform/sign-in/sign-in.errors.js';
import { SignInThrottle, type Try } from '../platform/sign-in/sign-in-throttle.js';
import type { Actor } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../platform/unit-of-work/unit-of-work.js';
import { customerAggregate } from './customer.aggregate.js';
import type { Customer } from './customer.entity.js';
import { customerFirstLogin, customerPasswordSet, temporaryPasswordIssued } from './customer.entries.js';
import type { CustomerLogin } from './customer-login.entity.js';
import { CustomerLoginRepository } from './customer-login.repository.js';
import { CustomerRepository } from './customer.repository.js';
import { SignInAttempts } from './sign-in/sign-in-attempts.service.js';
import type { SignInCause } from './sign-in/sign-in-attempt.entity.js';
import { foldEmail } from './email-address.js';

/** Hours of the business clock a temporary password opens the page that sets an own one. */
export const TEMPORARY_PASSWORD_HOURS = 72;
const HOUR_MS = 3_600_000;

/** A portal session: the customer, the epoch its password is of, and whether it may only set a new one. */
export interface PortalSession {
  readonly customerId: string;
  readonly epoch: number;
  readonly mustChange: boolean;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** The caller's IP address. */
  readonly address: string;
}

/** How customers get into the portal (runbook Step 3: "force reset on first login"). */
@Injectable()
export class CustomerLoginService {
  constructor(
    private readonly logins: CustomerLoginRepository,
    private readonly customers: CustomerRepository,
    private readonly hasher: PasswordHasher,
    private readonly throttle: SignInThrottle,
    private readonly attempts: SignInAttempts,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * A new temporary password; the old password and all sessions are over. Call it in the job that sends it:
   * only its hash is kept. The caller holds the customer's lock.
   */
  async issueTemporaryPassword(tx: Tx, customerId: string): Promise<string> {
    const password = temporaryPassword();
    const login = await this.logins.ofCustomer(tx.em, customerId);
    login.passwordHash = await this.hasher.hash(password);
    login.mustChange = true;
    login.temporaryUntil = new Date(tx.now.getTime() + TEMPORARY_PASSWORD_HOURS * HOUR_MS);
    login.sessionEpoch += 1;
    tx.record(temporaryPasswordIssued, { subjectId: customerId, customerId, data: {} });
    return password;
  }

  /** Whether there was a password which opens nothing any more, and no new one yet. */
  async isVoid(tx: Tx, customerId: string): Promise<boolean> {
    const login = await this.logins.find(tx.em, customerId);
    return login !== null && !login.passwordHash;
  }

  /** @throws sign_in_failed (401), the same for every cause; too_many_sign_ins (429) */
  async signIn(typed: Credentials): Promise<PortalSession> {
    const { email, password, address } = typed;
    const attempt = { realm: 'portal', account: foldEmail(email), address } as const;
    await this.begin(typed, attempt);
    const found = await this.unitOfWork.look({ kind: 'public', id: 'public' }, async (tx) => {
      const customer = await this.customers.byEmail(tx.em, foldEmail(email));
      return { customer, login: customer && (await this.logins.find(tx.em, customer.id)), now: tx.now };
    });
    const right = await this.hasher.verify(found.login?.passwordHash, password);
    const { customer, login, now } = found;
    const cause = causeOf(customer, login, right, now);
    await this.attempts.note(typed, cause, customer?.id ?? null);
    if (cause !== 'signed_in' || !customer) throw refusal();
    await this.throttle.succeeded(attempt);
    const verified = login?.passwordHash;
    return this.unitOfWork.run(actorOf(customer.id), (tx) => this.enter(tx, customer.id, verified));
  }

  /** The session's customer, unless the session is over: a newer password, a suspension, a closed account. */
  async session({
    customerId,
    epoch,
  }: Pick<PortalSession, 'customerId' | 'epoch'>): Promise<PortalSession | null> {
    return this.unitOfWork.look(actorOf(customerId), async (tx) => {
      const login = await this.logins.find(tx.em, customerId);
      if (!login || login.sessionEpoch !== epoch) return null;
      const customer = await this.customers.get(tx.em, customerId);
      return isOpen(customer, login, tx.now) ? { customerId, epoch, mustChange: login.mustChange } : null;
    });
  }

  /**
   * The customer's own password; ends every other session.
   * @param epoch of the session that asks: one that a reset has ended sets nothing
   * @throws password_refused (400), sign_in_failed (401)
   */
  async setPassword(customerId: string, password: string, epoch: number): Promise<PortalSession> {
    const hash = await this.hasher.hash(password);
    return this.unitOfWork.run(actorOf(customerId), async (tx) => {
      await tx.lock(customerAggregate, customerId);
      const customer = await this.customers.get(tx.em, customerId);
      const login = await this.logins.ofCustomer(tx.em, customerId);
      if (login.sessionEpoch !== epoch || !isOpen(customer, login, tx.now)) throw refusal();
      const guess = tooGuessable(password, customer.email);
      if (guess !== undefined) throw signInErrors.password_refused(guess);
      if (await this.hasher.verify(login.passwordHash, password)) {
        throw signInErrors.password_refused('This is the password you have now. Choose a new one.');
      }
      return this.adopt(tx, login, hash);
    });
  }

  private async begin(typed: Credentials, attempt: Try): Promise<void> {
    try {
      await this.throttle.begin(attempt);
    } catch (error) {
      await this.attempts.note(typed, 'resting', null);
      throw error;
    }
  }

  /** Only while the password that was verified is still the one: a reset may have come between. */
  private async enter(
    tx: Tx,
    customerId: string,
    verified: string | null | undefined,
  ): Promise<PortalSession> {
    await tx.lock(customerAggregate, customerId);
    const customer = await this.customers.get(tx.em, customerId);
    const login = await this.logins.ofCustomer(tx.em, customerId);
    if (!verified || login.passwordHash !== verified || !isOpen(customer, login, tx.now)) throw refusal();
    login.lastLoginAt = tx.now;
    return { customerId, epoch: login.sessionEpoch, mustChange: login.mustChange };
  }

  private adopt(tx: Tx, login: CustomerLogin, hash: string): PortalSession {
    const { customerId } = login;
    const first = !login.firstLoginAt;
    Object.assign(login, {
      passwordHash: hash,
      mustChange: false,
      temporaryUntil: null,
      passwordSetAt: tx.now,
    });
    login.firstLoginAt ??= tx.now;
    login.sessionEpoch += 1;
    const entry = first ? customerFirstLogin : customerPasswordSet;
    tx.record(entry, { subjectId: customerId, customerId, data: {} });
    return { customerId, epoch: login.sessionEpoch, mustChange: false };
  }
}

const actorOf = (id: string): Actor => ({ kind: 'customer', id, role: 'customer' });

const refusal = () => signInErrors.sign_in_failed('E-mail address and password do not belong together.');

/** The true cause of what the page tells in the same words for all. */
function causeOf(
  customer: Customer | null,
  login: CustomerLogin | null,
  right: boolean,
  now: Date,
): SignInCause {
  if (!customer) return 'unknown_address';
  if (customer.status !== 'active') return 'not_active';
  if (!login?.passwordHash) return 'no_password';
  if (!right) return 'wrong_password';
  return isOpen(customer, login, now) ? 'signed_in' : 'temporary_expired';
}

/** An account that may be entered now, by a password that still works. */
function isOpen({ status }: Customer, { temporaryUntil }: CustomerLogin, now: Date): boolean {
  return status === 'active' && (!temporaryUntil || temporaryUntil > now);
}
