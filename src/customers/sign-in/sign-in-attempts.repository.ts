import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';
import { newId } from '../../platform/ids/new-id.js';
import { SignInAttempt } from './sign-in-attempt.entity.js';

/** Rows kept of one address, so that nobody fills the table by trying. */
const KEPT = 50;

@Injectable()
export class SignInAttemptsRepository {
  /** One line more; the oldest of the same address make room. */
  async note(em: EntityManager, attempt: Omit<SignInAttempt, 'id'>): Promise<void> {
    const { at, emailKey, customerId, cause, network } = attempt;
    await em.execute(
      `with spare as (
         select id from sign_in_attempt where email_key = ? order by at desc, id desc offset ${KEPT - 1}
       ), made_room as (delete from sign_in_attempt where id in (select id from spare))
       insert into sign_in_attempt (id, at, email_key, customer_id, cause, network) values (?, ?, ?, ?, ?, ?)`,
      [emailKey, newId(), at, emailKey, customerId, cause, network],
    );
  }

  async forgetBefore(em: EntityManager, instant: Date): Promise<void> {
    await em.nativeDelete(SignInAttempt, { at: { $lt: instant } });
  }
}
