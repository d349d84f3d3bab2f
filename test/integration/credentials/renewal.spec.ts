import { jest } from '@jest/globals';
import { CredentialTestService } from '../../../src/credentials/credential-test.service.js';
import { Credential } from '../../../src/credentials/credential.entity.js';
import { RenewTokenJob } from '../../../src/credentials/jobs/renew-token.job.js';
import { TestCredentialJob } from '../../../src/credentials/jobs/test-credential.job.js';
import { ConnectionTesters } from '../../../src/credentials/providers/connection-testers.js';
import type { JobContext } from '../../../src/platform/queues/job-type.js';
import { Upkeep } from '../../../src/platform/upkeep/upkeep.js';
import type { TestApp } from '../../support/app.js';
import { integrationActor } from '../../support/credential-bench.js';
import { eventually } from '../../support/eventually.js';
import { LinkedInBench } from '../../support/linkedin-bench.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const RENEWAL = 'POST /oauth/v2/accessToken';
const INTROSPECTION = 'POST /oauth/v2/introspectToken';

interface Token {
  ends_at: Date;
  renew_due_at: Date | null;
  unanswered_since: Date | null;
  access_expires_at: Date;
}

describe('Renewing tokens', () => {
  let bench: LinkedInBench;
  let test: TestApp;
  let other: TestApp;

  beforeAll(async () => {
    bench = await LinkedInBench.start();
    ({ test, other } = bench);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await bench?.close();
  });

  async function tokenOf(credentialId: string): Promise<Token> {
    const [row] = await test.sql<Record<keyof Token, string | null>>(
      'select ends_at, renew_due_at, unanswered_since, access_expires_at from credential_token where credential_id = ?',
      [credentialId],
    );
    const at = (value: string | null | undefined) => (value ? new Date(value) : null);
    return Object.fromEntries(
      Object.entries(row ?? {}).map(([name, value]) => [name, at(value)]),
    ) as unknown as Token;
  }
  const renewals = (credentialId: string) =>
    test.sql(
      `select status, outcome, code, after_lost_answer as lost, attempt from credential_renewal
        where credential_id = ? order by id`,
      [credentialId],
    );
  const openRenewal = async (credentialId: string) =>
    (
      await test.sql<{ id: string }>(
        `select id from credential_renewal where credential_id = ? and status in ('queued', 'running')`,
        [credentialId],
      )
    )[0]?.id ?? '';
  const heard = (credentialId: string) =>
    test.sql(
      `select type, data from history_entry where subject_id = ?
        and type in ('credential.renewal_refused', 'credential.invalidated') order by at, id`,
      [credentialId],
    );
  const makeDue = (credentialId: string) =>
    test.sql(
      'update credential_token set renew_due_at = created_at from credential c where c.id = credential_id and credential_id = ?',
      [credentialId],
    );
  const expire = (credentialId: string) =>
    test.sql(
      `update credential_token set access_expires_at = access_expires_at - interval '61 days',
         renew_due_at = renew_due_at + interval '1 day' where credential_id = ?`,
      [credentialId],
    );
  /** Due, and asked for by nobody's worker but the test's: the queue's copy of the job finds the row done. */
  const context = (change: Partial<JobContext> = {}): JobContext => ({
    signal: new AbortController().signal,
    attempt: 1,
    last: true,
    jobId: 'test',
    ...change,
  });

  it('is due 15 minutes before the end, and puts the new token in the place of the old', async () => {
    const { credentialId } = await bench.authorized({ refreshToken: 'sandbox_ok_admin' });
    const before = await tokenOf(credentialId);
    expect(before.ends_at.getTime() - (before.renew_due_at?.getTime() ?? 0)).toBe(15 * MINUTE);
    // The stand-in gave this token an hour ago.
    expect(Math.abs(before.ends_at.getTime() - (await bench.now()).getTime() - 60 * DAY)).toBeLessThan(
      61 * MINUTE,
    );
    const sealed = () =>
      test.sql('select field, envelope, set_id from vault_secret where credential_id = ? order by field', [
        credentialId,
      ]);
    const old = await sealed();
    const calls = bench.count(RENEWAL);
    await bench.moveTo(new Date((before.renew_due_at?.getTime() ?? 0) - MINUTE));
    await bench.tick();
    expect(await renewals(credentialId)).toEqual([]);
    await bench.moveTo(before.renew_due_at ?? new Date());
    await bench.tick();
    await eventually(async () =>
      expect(await renewals(credentialId)).toMatchObject([{ status: 'done', outcome: 'ok', lost: false }]),
    );
    expect(bench.count(RENEWAL)).toBe(calls + 1);
    const after = await tokenOf(credentialId);
    expect(Math.abs(after.ends_at.getTime() - (await bench.now()).getTime() - 60 * DAY)).toBeLessThan(MINUTE);
    expect(after.unanswered_since).toBeNull();
    const fresh = await sealed();
    expect(fresh.map(({ set_id: id }) => id)).toEqual(old.map(({ set_id: id }) => id));
    expect(fresh.find(({ field }) => field === 'accessToken')).not.toEqual(
      old.find(({ field }) => field === 'accessToken'),
    );
    // An end that we put off ourselves is none to the customer.
    expect(await bench.credential(credentialId)).toMatchObject({
      status: 'active',
      expiresAt: null,
      rotateBy: null,
    });
    await bench.tick();
    expect(await renewals(credentialId)).toHaveLength(1);
  });

  it('asks the platform once, however many workers want it', async () => {
    const { credentialId } = await bench.authorized({ refreshToken: 'sandbox_ok_admin' });
    const calls = bench.count(RENEWAL);
    await makeDue(credentialId);
    await Promise.all([test, other].map(({ app }) => app.get(Upkeep).tick()));
    await Promise.all([test, other].map(({ app }) => app.get(Upkeep).tick()));
    const tests = await Promise.all([
      bench.call('credential.test', credentialId, {}, integrationActor),
      ...[test, other].map(async ({ app }) => {
        const id = await openRenewal(credentialId);
        return id === ''
          ? undefined
          : app
              .get(RenewTokenJob)
              .handle({ id }, context())
              .catch(() => undefined);
      }),
    ]);
    expect(await bench.ended(tests[0].testId)).toMatchObject({ outcome: 'ok' });
    await eventually(async () => expect(await openRenewal(credentialId)).toBe(''));
    expect(await renewals(credentialId)).toMatchObject([{ status: 'done', outcome: 'ok' }]);
    expect(bench.count(RENEWAL)).toBe(calls + 1);
  });

  it('ends the credential when the platform refuses, once', async () => {
    const { credentialId } = await bench.authorized({ refreshToken: 'taken-back' });
    await makeDue(credentialId);
    await bench.tick();
    await eventually(async () =>
      expect(await renewals(credentialId)).toMatchObject([
        { status: 'done', outcome: 'rejected', code: 'expired' },
      ]),
    );
    expect(await bench.credential(credentialId)).toMatchObject({
      status: 'expired',
      lastFailureCode: 'expired',
    });
    expect(await heard(credentialId)).toMatchObject([
      { type: 'credential.renewal_refused', data: { code: 'expired', afterLostAnswer: false } },
      { type: 'credential.invalidated', data: { status: 'expired', code: 'expired' } },
    ]);
    await bench.tick();
    expect(await renewals(credentialId)).toHaveLength(1);
  });

  it('never marks a credential for a platform that cannot be reached, and asks again', async () => {
    const { credentialId } = await bench.authorized({ refreshToken: 'sandbox_html_502' });
    await makeDue(credentialId);
    await bench.tick();
    const id = await openRenewal(credentialId);
    // Not waiting for the queue's backoff: further attempts are made here.
    await eventually(async () => {
      await test.app
        .get(RenewTokenJob)
        .handle({ id }, context())
        .catch(() => undefined);
      expect(await renewals(credentialId)).toMatchObject([{ status: 'done', outcome: 'unreachable' }]);
    });
    expect((await bench.credential(credentialId)).status).toBe('active');
    const { renew_due_at: again, unanswered_since: lost } = await tokenOf(credentialId);
    expect([
      lost,
      Math.abs((again?.getTime() ?? 0) - (await bench.now()).getTime() - 5 * MINUTE) < MINUTE,
    ]).toEqual([null, true]);
    await bench.moveTo(again ?? new Date());
    await bench.tick();
    expect(await renewals(credentialId)).toHaveLength(2);
  });

  it('knows of an answer that was lost with its worker', async () => {
    const { credentialId } = await bench.authorized({ refreshToken: 'replaced-at-each-use' });
    let asked = 0;
    const spies = [test, other].map(({ app }) =>
      jest.spyOn(app.get(ConnectionTesters).for('linkedin'), 'renew').mockImplementation((secret, ctx) => {
        // Of others, whose platform did not answer before, the retry may fall into this time.
        if (secret.refreshToken?.reveal() === 'replaced-at-each-use') asked += 1;
        return new Promise((_done, fail) =>
          ctx.signal.addEventListener('abort', () => fail(ctx.signal.reason as Error)),
        );
      }),
    );
    await makeDue(credentialId);
    await bench.tick();
    await eventually(() => Promise.resolve(expect(asked).toBe(1)));
    spies.forEach((spy) => spy.mockRestore());
    const id = await openRenewal(credentialId);
    expect((await tokenOf(credentialId)).unanswered_since).not.toBeNull();
    await test.sql(
      `update credential_renewal set lease_until = lease_until - interval '1 hour' where id = ?`,
      [id],
    );
    await other.app.get(RenewTokenJob).handle({ id }, context());
    expect(await renewals(credentialId)).toMatchObject([{ outcome: 'rejected', lost: true, attempt: 2 }]);
    expect(await heard(credentialId)).toMatchObject([
      { data: { afterLostAnswer: true } },
      { data: { status: 'expired' } },
    ]);
  });

  it('renews a token that is over before a test uses it', async () => {
    const { credentialId } = await bench.authorized({ refreshToken: 'sandbox_ok_admin' });
    await expire(credentialId);
    const asked = await bench.call('credential.test', credentialId, {}, integrationActor);
    // The token that is over would be rejected: a test that passes had the new one.
    expect(await bench.ended(asked.testId)).toMatchObject({ outcome: 'ok' });
    expect(await renewals(credentialId)).toMatchObject([{ outcome: 'ok', attempt: 1 }]);
    expect((await tokenOf(credentialId)).access_expires_at.getTime()).toBeGreaterThan(Date.now() + 59 * DAY);
  });

  it('says nothing against a token that is over while its platform cannot be reached', async () => {
    const { credentialId } = await bench.authorized({ refreshToken: 'sandbox_html_502' });
    await expire(credentialId);
    const introspections = bench.count(INTROSPECTION);
    const id = await bench.run(async (tx) => {
      const found = await tx.em.findOneOrFail(Credential, { id: credentialId });
      return test.app.get(CredentialTestService).open(tx, found, 'ops');
    });
    await test.app.get(TestCredentialJob).handle({ id }, context());
    expect(await bench.queries.test(id)).toMatchObject({
      outcome: 'unreachable',
      code: 'provider_unavailable',
    });
    expect((await bench.credential(credentialId)).status).toBe('active');
    expect(bench.count(INTROSPECTION)).toBe(introspections);
  });

  it('leaves alone what holds no refresh token', async () => {
    const { credentialId } = await bench.authorized();
    expect((await tokenOf(credentialId)).renew_due_at).toBeNull();
  });
});
