import { Injectable } from '@nestjs/common';
import type { SignInCause } from '../../customers/sign-in/sign-in-attempt.entity.js';
import type { EntityManager } from '../../platform/database/database.js';

/** How near a typed address has to come to the account's to be taken for a slip (trigram similarity). */
const NEAR = 0.45;
const SHOWN = 20;
const DAYS = 14;

export interface AttemptFact {
  readonly id: string;
  readonly at: Date;
  readonly email: string;
  readonly cause: SignInCause;
  readonly network: string;
}

export interface LoginTrouble {
  readonly login: {
    readonly hasPassword: boolean;
    readonly mustChange: boolean;
    readonly temporaryUntil: Date | null;
    readonly firstLoginAt: Date | null;
    readonly lastLoginAt: Date | null;
  } | null;
  /** The newest mail with a temporary password: the welcome mail or a reset. */
  readonly passwordMail: {
    readonly id: string;
    readonly status: string;
    readonly to: string;
    readonly lastError: string | null;
  } | null;
  /** The newest tries with the account's address, newest first. */
  readonly attempts: readonly AttemptFact[];
  /** Tries of the last two weeks with an address that is no account's and nearly this one's. */
  readonly nearMisses: readonly AttemptFact[];
}

/** What is known of a customer's tries to get into the portal (runbook Issue 5). */
@Injectable()
export class LoginTroubleQueries {
  async of(em: EntityManager, now: Date, customerId: string): Promise<LoginTrouble> {
    const since = new Date(now.getTime() - DAYS * 86_400_000);
    const [login] = await em.execute<LoginRow[]>(
      `select password_hash is not null as "hasPassword", must_change as "mustChange",
              temporary_until as "temporaryUntil", first_login_at as "firstLoginAt", last_login_at as "lastLoginAt"
         from customer_login where customer_id = ?`,
      [customerId],
    );
    const [mail] = await em.execute<{ id: string; status: string; to: string; lastError: string | null }[]>(
      `select id, status, to_email as "to", last_error as "lastError" from mail
        where customer_id = ? and template in ('customer_welcome_email', 'password_reset')
        order by created_at desc, id desc limit 1`,
      [customerId],
    );
    return {
      login: login ? { ...login, ...instants(login) } : null,
      passwordMail: mail ?? null,
      attempts: await this.attempts(em, 'a.email_key = c.email_key', [customerId]),
      nearMisses: await this.attempts(
        em,
        `a.customer_id is null and a.cause = 'unknown_address' and a.at > ? and a.email_key <> c.email_key
         and similarity(a.email_key, c.email_key) > ${NEAR}`,
        [customerId, since],
      ),
    };
  }

  private async attempts(em: EntityManager, where: string, values: unknown[]): Promise<AttemptFact[]> {
    const rows = await em.execute<(Omit<AttemptFact, 'at'> & { at: Date | string })[]>(
      `select a.id, a.at, a.email_key as email, a.cause, a.network
         from customer c join sign_in_attempt a on true
        where c.id = ? and ${where} order by a.at desc, a.id desc limit ${SHOWN}`,
      values,
    );
    return rows.map(({ at, ...row }) => ({ ...row, at: new Date(at) }));
  }
}

type Instant = Date | string | null;
interface LoginRow {
  readonly hasPassword: boolean;
  readonly mustChange: boolean;
  readonly temporaryUntil: Instant;
  readonly firstLoginAt: Instant;
  readonly lastLoginAt: Instant;
}

const instants = ({ temporaryUntil, firstLoginAt, lastLoginAt }: LoginRow) => ({
  temporaryUntil: instant(temporaryUntil),
  firstLoginAt: instant(firstLoginAt),
  lastLoginAt: instant(lastLoginAt),
});
const instant = (value: Instant): Date | null => (value === null ? null : new Date(value));
