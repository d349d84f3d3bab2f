import type { GoalView } from '../../../src/goals/goal-views.js';
import { BusinessClock } from '../../../src/platform/clocks/business-clock.js';
import { Database } from '../../../src/platform/database/database.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import type { Actor } from '../../../src/platform/unit-of-work/actor.js';
import { Upkeep } from '../../../src/platform/upkeep/upkeep.js';
import { SecretText } from '../../../src/platform/vault/secret-text.js';
import { Vault } from '../../../src/platform/vault/vault.js';
import { startApp, type TestApp } from '../../support/app.js';
import { CredentialBench, integrationActor, keyFor } from '../../support/credential-bench.js';
import { insertCustomer } from '../../support/customers.js';
import { eventually } from '../../support/eventually.js';
import { GoalBench } from '../../support/goal-bench.js';

const DAY = 86_400_000;
const DAILY = { frequency: { kind: 'daily', at: '10:00' } };
const ops: Actor = { kind: 'staff', id: newId(), role: 'ops' };

describe('What becomes of a connection', () => {
  let test: TestApp;
  let bench: CredentialBench;
  let goals: GoalBench;

  beforeAll(async () => {
    test = await startApp();
    bench = new CredentialBench(test);
    goals = new GoalBench(test);
  });
  afterAll(() => test?.close());

  const now = () => test.app.get(BusinessClock).now();
  async function arrive(instant: Date | null): Promise<void> {
    await test.app.get(BusinessClock).advanceTo(test.app.get(Database).em(), instant ?? new Date());
    await test.app.get(Upkeep).tick();
  }
  const before = (instant: Date | null, days: number) => new Date((instant?.getTime() ?? 0) - days * DAY);
  const mails = (credentialId: string, template: string) =>
    test.sql<{ step: string; subject: string | null; status: string; text: string | null }>(
      `select params ->> 'step' as step, subject, status, text from mail where subject_id = ? and template = ?
        order by created_at, id`,
      [credentialId, template],
    );
  const notices = (credentialId: string, kind: string) =>
    test.sql(
      `select 1 from mail where subject_id = ? and template = 'staff_notice' and params ->> 'kind' = ?`,
      [credentialId, kind],
    );
  const steps = async (credentialId: string) =>
    (await mails(credentialId, 'credential_ending')).map(({ step }) => step);
  async function authorized() {
    const customerId = await insertCustomer(test);
    const input = { platform: 'linkedin', secret: { accessToken: 'sandbox_ok_admin' } };
    const stored = await bench.call('credential.store', customerId, input, integrationActor);
    expect(await bench.ended(stored.testId)).toMatchObject({ outcome: 'ok' });
    return { ...stored, customerId, view: await bench.credential(stored.credentialId) };
  }
  /** What the vault holds for it becomes a key that the exchange does not know. */
  /** The next test of a connection is made with this key, as if the platform judged the old one anew. */
  async function judged(
    [customerId, credentialId]: readonly [string, string],
    key: Record<string, string>,
    outcome: string,
  ): Promise<void> {
    const secrets = Object.fromEntries(
      Object.entries(key).map(([name, text]) => [name, new SecretText(text)]),
    );
    await bench.run((tx) => test.app.get(Vault).store(tx, { customerId, credentialId, secrets, as: 'live' }));
    const { testId } = await bench.call('credential.test', credentialId, {}, ops);
    expect(await bench.ended(testId)).toMatchObject({ outcome });
  }
  const spoil = (customerId: string, credentialId: string): Promise<void> =>
    judged([customerId, credentialId], { apiKey: 'sandbox_unknown_key', apiSecret: 'x' }, 'rejected');
  async function mend(customerId: string): Promise<void> {
    const input = { platform: 'delta', secret: keyFor('ok_trade') };
    const { testId } = await bench.call('credential.store', customerId, input, integrationActor);
    expect(await bench.ended(testId)).toMatchObject({ outcome: 'ok' });
  }
  const goal = async (id: string) => {
    const [row] = await test.sql('select status, pause_reason as reason from goal where id = ?', [id]);
    return row;
  };

  it('tells customer and manager once 14 and 3 days before an end that only the customer can put off', async () => {
    const { credentialId, view } = await authorized();
    const ends = view.expiresAt;
    expect(view.rotateBy).toBeNull();
    await arrive(before(ends, 15));
    expect(await steps(credentialId)).toEqual([]);
    await arrive(before(ends, 14));
    await test.app.get(Upkeep).tick();
    expect(await steps(credentialId)).toEqual(['two_weeks']);
    expect(await notices(credentialId, 'credential_ending')).toHaveLength(1);
    const again = await bench.call('credential.test', credentialId, {}, ops);
    await bench.ended(again.testId);
    await arrive(before(ends, 3));
    expect(await steps(credentialId)).toEqual(['two_weeks', 'three_days']);
    await test.sql('update credential set retest_due_at = null where id = ?', [credentialId]);
    await arrive(ends);
    const at = await test.sql(
      `select trigger from credential_test where credential_id = ? and created_at >= ?`,
      [credentialId, ends],
    );
    expect(at).toEqual([{ trigger: 'schedule' }]);
    expect(await steps(credentialId)).toHaveLength(2);
  });

  it('tells nothing of an end that a new authorization has put off', async () => {
    const { credentialId, customerId, view } = await authorized();
    await arrive(before(view.expiresAt, 20));
    const input = { platform: 'linkedin', secret: { accessToken: 'sandbox_ok_admin' } };
    const renewed = await bench.call('credential.store', customerId, input, integrationActor);
    expect(await bench.ended(renewed.testId)).toMatchObject({ outcome: 'ok' });
    expect((await bench.credential(credentialId)).expiresAt?.getTime()).toBeGreaterThan(
      (await now()).getTime() + 59 * DAY,
    );
    await arrive(before(view.expiresAt, 3));
    expect(await steps(credentialId)).toEqual([]);
  });

  it('asks for a new key after 90 days, and uses the old one for seven more', async () => {
    const { credentialId, customerId } = await bench.connected();
    const { rotateBy } = await bench.credential(credentialId);
    for (const days of [14, 3, 0]) await arrive(before(rotateBy, days));
    expect(await steps(credentialId)).toEqual(['two_weeks', 'three_days', 'due']);
    expect((await bench.credential(credentialId)).status).toBe('active');
    await arrive(before(rotateBy, -7));
    expect(await bench.credential(credentialId)).toMatchObject({
      status: 'expired',
      lastFailureCode: 'rotation_overdue',
    });
    expect(await mails(credentialId, 'credential_broken')).toHaveLength(1);
    const { testId } = await bench.call('credential.test', credentialId, {}, ops);
    expect(await bench.ended(testId)).toMatchObject({ outcome: 'ok' });
    expect((await bench.credential(credentialId)).status).toBe('expired');
    await mend(customerId);
    const mended = await bench.credential(credentialId);
    expect([mended.status, mended.lastFailureCode]).toEqual(['active', null]);
    expect(mended.rotateBy?.getTime()).toBeGreaterThan((await now()).getTime() + 89 * DAY);
  });

  it('tells the customer once, with cause and remedy, that a connection stopped working', async () => {
    const { credentialId, customerId } = await bench.connected();
    await spoil(customerId, credentialId);
    const again = await bench.call('credential.test', credentialId, {}, ops);
    await bench.ended(again.testId);
    const [mail, ...more] = await eventually(async () => {
      const sent = await mails(credentialId, 'credential_broken');
      expect(sent[0]?.status).toBe('sent');
      return sent;
    });
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('Your Delta Exchange connection has stopped working');
    expect(mail?.text).toMatch(/Verify the API key is active in the Delta Exchange dashboard/);
    expect(mail?.text).not.toMatch(/eng-support|Press "Disconnect"/);
    expect(await notices(credentialId, 'credential_broken')).toHaveLength(1);
  });

  it('pauses what needs it, and resumes only what was paused for that', async () => {
    const { customerId, agentId, goal: one } = await goals.withGoal(DAILY);
    const [row] = await test.sql<{ id: string }>('select id from credential where customer_id = ?', [
      customerId,
    ]);
    const credentialId = row?.id ?? '';
    const [byPerson, edited] = await Promise.all([
      goals.createGoal(customerId, agentId, DAILY),
      goals.createGoal(customerId, agentId, DAILY),
    ]);
    const ids = [one.id, byPerson.id, edited.id];
    for (const { id, version, status } of [byPerson, edited])
      if (status !== 'approved') await goals.call<GoalView>('goal.approve', id, { version });
    await goals.call('goal.pause', byPerson.id);
    await spoil(customerId, credentialId);
    expect(await Promise.all(ids.map(goal))).toEqual([
      { status: 'paused', reason: 'credential' },
      { status: 'paused', reason: 'person' },
      { status: 'paused', reason: 'credential' },
    ]);
    await test.sql(`update goal set status = 'pending_approval', pause_reason = null where id = ?`, [
      edited.id,
    ]);
    await mend(customerId);
    expect(await Promise.all(ids.map(goal))).toEqual([
      { status: 'approved', reason: null },
      { status: 'paused', reason: 'person' },
      { status: 'pending_approval', reason: null },
    ]);
    await bench.call('credential.disconnect', credentialId, {}, ops);
    expect(await goal(one.id)).toEqual({ status: 'paused', reason: 'credential' });
    await goals.call('customer.suspend', customerId, { reason: 'Bill unpaid.' });
    await goals.call('customer.reactivate', customerId, { reason: 'Bill paid.' });
    expect(await goal(one.id)).toEqual({ status: 'paused', reason: 'credential' });
    await mend(customerId);
    expect(await goal(one.id)).toEqual({ status: 'approved', reason: null });
  });

  it('does not resume a goal whose trial ended meanwhile', async () => {
    const { customerId, goal: one, trial } = await goals.withGoal(DAILY);
    const [row] = await test.sql<{ id: string }>('select id from credential where customer_id = ?', [
      customerId,
    ]);
    await spoil(customerId, row?.id ?? '');
    const told = async () => (await mails(row?.id ?? '', 'credential_broken')).map(({ status }) => status);
    await eventually(async () => expect(await told()).toEqual(['sent']));
    const [ended] = await test.sql<{ version: number }>('select version from trial where id = ?', [trial.id]);
    await goals.call('trial.cancel', trial.id, { version: ended?.version, reason: 'They go.' });
    await judged([customerId, row?.id ?? ''], keyFor('ok_trade'), 'ok');
    expect(await goal(one.id)).toEqual({ status: 'paused', reason: 'trial_ended' });
    // Nor is anybody asked to connect what they could not connect now.
    await spoil(customerId, row?.id ?? '');
    await eventually(async () => expect(await told()).toEqual(['sent', 'cancelled']));
  });
});
