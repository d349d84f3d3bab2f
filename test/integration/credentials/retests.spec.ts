import { jest } from '@jest/globals';
import { CredentialTestService } from '../../../src/credentials/credential-test.service.js';
import { Credential } from '../../../src/credentials/credential.entity.js';
import { TestCredentialJob } from '../../../src/credentials/jobs/test-credential.job.js';
import { ConnectionTesters } from '../../../src/credentials/providers/connection-testers.js';
import { failure, type TestReport } from '../../../src/credentials/providers/test-report.js';
import { nightBegins, nightOf, planRetests } from '../../../src/credentials/retests/retest-plan.js';
import type { TestsAsked } from '../../../src/credentials/test-all.service.js';
import { BusinessClock } from '../../../src/platform/clocks/business-clock.js';
import { Database } from '../../../src/platform/database/database.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { addDays } from '../../../src/platform/time/wall-clock.js';
import type { Actor } from '../../../src/platform/unit-of-work/actor.js';
import { Upkeep } from '../../../src/platform/upkeep/upkeep.js';
import { startApp, type TestApp } from '../../support/app.js';
import { CredentialBench, integrationActor, keyFor, type Stored } from '../../support/credential-bench.js';
import { eventually } from '../../support/eventually.js';

const MINUTE = 60_000;
const ZONE = 'Asia/Kolkata';
const ops: Actor = { kind: 'staff', id: newId(), role: 'ops' };
const engineer: Actor = { kind: 'staff', id: newId(), role: 'engineering' };
const DOWN: TestReport = {
  outcome: 'unreachable',
  failure: failure('provider_unavailable', 'profile', { providerCode: 'unavailable', httpStatus: 503 }),
  warnings: [],
};

describe('Tests of many credentials', () => {
  let test: TestApp;
  let bench: CredentialBench;

  beforeAll(async () => {
    test = await startApp();
    bench = new CredentialBench(test);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => test?.close());

  const delta = () => test.app.get(ConnectionTesters).for('delta');
  const now = () => test.app.get(BusinessClock).now();
  const tick = () => test.app.get(Upkeep).tick();
  const moveTo = (instant: Date) =>
    test.app.get(BusinessClock).advanceTo(test.app.get(Database).em(), instant);
  const askedBySchedule = () =>
    test.sql<{ id: string; at: Date; status: string; credential: string }>(
      `select id, created_at as at, status, credential_id as credential from credential_test
        where trigger = 'schedule' order by created_at, id`,
    );
  const idle = () =>
    eventually(async () =>
      expect((await askedBySchedule()).filter(({ status }) => status !== 'done')).toEqual([]),
    );

  describe('each night', () => {
    const made: Stored[] = [];

    beforeAll(async () => {
      // By day: what was looked at in the hours before a night is left out of it.
      const { night } = nightOf(await now(), ZONE);
      await moveTo(new Date(nightBegins(addDays(night, 1), ZONE).getTime() + 9 * 60 * MINUTE));
      for (let count = 0; count < 9; count += 1) made.push(await bench.connected());
      Object.assign(delta(), { perMinute: 5 });
    });

    it('come when they are planned, and no minute holds more than the platform takes', async () => {
      await tick();
      const { night } = nightOf(await now(), ZONE);
      const begins = nightBegins(addDays(night, 1), ZONE);
      await moveTo(new Date(begins.getTime() - 1));
      await tick();
      expect(await askedBySchedule()).toEqual([]);
      await moveTo(begins);
      const started = await now();
      await Promise.all([tick(), tick()]);
      const planned = await test.sql<{ id: string; due: string }>(
        'select id, retest_due_at as due from credential where retest_due_at is not null order by last_validated_at, id',
      );
      const dues = planned.map(({ due }) => new Date(due));
      const plan = planRetests(
        planned.map(({ id }) => id),
        5,
        started,
      );
      expect(dues).toEqual([...plan.values()]);
      expect(dues).toHaveLength(9);
      expect((dues[8]?.getTime() ?? 0) - (dues[0]?.getTime() ?? 0)).toBe(2 * MINUTE);
      for (const due of dues) {
        await moveTo(due);
        await tick();
      }
      await idle();
      const asked = await askedBySchedule();
      expect(new Set(asked.map(({ credential }) => credential))).toEqual(
        new Set(made.map(({ credentialId }) => credentialId)),
      );
      for (const { at: from } of asked) {
        const until = new Date(from).getTime() + MINUTE;
        const within = asked.filter(({ at }) => at >= from && new Date(at).getTime() < until);
        expect(within.length).toBeLessThanOrEqual(5);
      }
      expect(await test.sql('select 1 from credential where retest_due_at is not null')).toEqual([]);
      expect(await test.sql('select planned from retest_night where planned > 0')).toEqual([{ planned: 9 }]);
    });

    it('keep the measure when an outage has let them pile up', async () => {
      await moveTo(new Date((await now()).getTime() + 2 * MINUTE));
      const before = (await askedBySchedule()).length;
      await test.sql(`update credential set retest_due_at = created_at where status = 'active'`);
      for (let turn = 0; turn < 4; turn += 1) await tick();
      expect((await askedBySchedule()).length - before).toBe(5);
      await idle();
      await moveTo(new Date((await now()).getTime() + MINUTE));
      for (let turn = 0; turn < 4; turn += 1) await tick();
      expect((await askedBySchedule()).length - before).toBe(9);
      await idle();
      Object.assign(delta(), { perMinute: 60 });
    });
  });

  it('come one at a time for a credential, whatever they test', async () => {
    const { credentialId, customerId } = await bench.connected();
    const real = delta().test.bind(delta());
    let calls = 0;
    let release: () => void = () => undefined;
    const held = new Promise<void>((done) => (release = done));
    jest.spyOn(delta(), 'test').mockImplementation(async (secret, ctx) => {
      calls += 1;
      await held;
      return real(secret, ctx);
    });
    const live = await bench.call('credential.test', credentialId, {}, ops);
    await eventually(() => Promise.resolve(expect(calls).toBe(1)));
    const input = { platform: 'delta', secret: keyFor('ok_trade') };
    const candidate = await bench.call('credential.store', customerId, input, integrationActor);
    await eventually(async () => {
      const [row] = await test.sql('select status, attempt from credential_test where id = ?', [
        candidate.testId,
      ]);
      expect(row).toMatchObject({ status: 'queued' });
      expect(Number(row?.['attempt'])).toBeGreaterThan(0);
    });
    expect(calls).toBe(1);
    release();
    expect(await bench.ended(live.testId)).toMatchObject({ outcome: 'ok' });
    expect(await bench.ended(candidate.testId)).toMatchObject({ outcome: 'ok' });
    expect(calls).toBe(2);
  });

  it('are asked for together by one press, and once by two', async () => {
    const { customerId, credentialId } = await bench.connected();
    const input = { platform: 'linkedin', secret: { accessToken: 'sandbox_ok_admin' } };
    const linkedin = await bench.call('credential.store', customerId, input, integrationActor);
    await bench.ended(linkedin.testId);
    let release: () => void = () => undefined;
    const held = new Promise<void>((done) => (release = done));
    const real = delta().test.bind(delta());
    jest.spyOn(delta(), 'test').mockImplementation(async (secret, ctx) => held.then(() => real(secret, ctx)));
    const press = async () =>
      (await bench.call('credential.test-all', customerId, {}, ops)) as unknown as TestsAsked;
    const [one, two] = await Promise.all([press(), press()]);
    const ofDelta = ({ tests }: TestsAsked) =>
      tests.find((asked) => asked.credentialId === credentialId)?.testId;
    expect(one.tests.map(({ platform }) => platform)).toEqual(['delta', 'linkedin']);
    expect(ofDelta(one)).toBe(ofDelta(two));
    release();
    for (const { testId } of one.tests) expect(await bench.ended(testId)).toMatchObject({ outcome: 'ok' });
    await bench.call('credential.disconnect', credentialId, {}, ops);
    await bench.call('credential.disconnect', linkedin.credentialId, {}, ops);
    expect(await bench.refusal('credential.test-all', customerId, {}, ops)).toBe('nothing_connected');
  });

  describe('at a platform that is down', () => {
    /** One test that ends as the tester says. */
    async function ends(credentialId: string, report?: TestReport): Promise<void> {
      const spy = report && jest.spyOn(delta(), 'test').mockImplementation(() => Promise.resolve(report));
      const id = await bench.run(async (tx) => {
        const found = await tx.em.findOneOrFail(Credential, { id: credentialId });
        return test.app.get(CredentialTestService).open(tx, found, 'ops');
      });
      const context = { signal: new AbortController().signal, attempt: 1, last: true, jobId: 'test' };
      await test.app.get(TestCredentialJob).handle({ id }, context);
      spy?.mockRestore();
    }
    const escalations = () =>
      test.sql<{ id: string; status: string; title: string; evidence: object; records: { id: string }[] }>(
        `select id, status, title, evidence, records from escalation where cause = 'platform:delta'`,
      );

    it('are one escalation to engineering with who is affected, until one passes', async () => {
      const made = [];
      for (let count = 0; count < 5; count += 1) made.push(await bench.connected());
      const [one, two, three, four, fine] = made;
      if (!one || !two || !three || !four || !fine) throw new Error('five are connected');
      await moveTo(new Date((await now()).getTime() + 31 * MINUTE));
      for (const { credentialId } of [one, two]) await ends(credentialId, DOWN);
      await ends(two.credentialId, DOWN);
      await tick();
      expect(await escalations()).toEqual([]);
      await ends(three.credentialId, DOWN);
      await Promise.all([tick(), tick()]);
      await tick();
      const [open, ...more] = await escalations();
      expect(more).toEqual([]);
      expect(open).toMatchObject({
        status: 'open',
        title: 'Delta Exchange answers nobody: 3 customers affected',
        evidence: { platform: 'Delta Exchange', customersAffected: 3, codes: 'provider_unavailable' },
      });
      expect(open?.records.map(({ id }) => id).sort()).toEqual(
        [one, two, three].map(({ customerId }) => customerId).sort(),
      );
      expect((await bench.credential(one.credentialId)).status).toBe('active');
      await ends(four.credentialId, DOWN);
      await tick();
      expect(await escalations()).toMatchObject([{ status: 'open', evidence: { customersAffected: 4 } }]);
      await ends(fine.credentialId);
      await tick();
      const [settled] = await escalations();
      expect(settled?.status).toBe('resolved');
      await tick();
      expect((await escalations())[0]?.status).toBe('resolved');
    });

    it('stay settled when a person settles it, unless it goes on', async () => {
      const made = [];
      for (let count = 0; count < 3; count += 1) made.push(await bench.connected());
      await moveTo(new Date((await now()).getTime() + 31 * MINUTE));
      for (const { credentialId } of made) await ends(credentialId, DOWN);
      await tick();
      const [open] = await escalations();
      expect(open?.status).toBe('open');
      const [{ version } = { version: 0 }] = await test.sql<{ version: number }>(
        'select version from escalation where id = ?',
        [open?.id],
      );
      await bench.call(
        'escalation.resolve',
        open?.id ?? '',
        { version, resolution: 'They are back.' },
        engineer,
      );
      await tick();
      expect((await escalations())[0]?.status).toBe('resolved');
      for (const { credentialId } of made) await ends(credentialId, DOWN);
      await tick();
      expect((await escalations())[0]?.status).toBe('open');
    });
  });
});
