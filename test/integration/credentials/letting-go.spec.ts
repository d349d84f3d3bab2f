import { jest } from '@jest/globals';
import { ConnectionTesters } from '../../../src/credentials/providers/connection-testers.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import type { Actor } from '../../../src/platform/unit-of-work/actor.js';
import { integrationActor } from '../../support/credential-bench.js';
import { eventually } from '../../support/eventually.js';
import { freshToken, LinkedInBench } from '../../support/linkedin-bench.js';

const ops: Actor = { kind: 'staff', id: newId(), role: 'ops' };
const REVOCATION = 'POST /oauth/v2/revoke';

describe('Letting go of a platform', () => {
  let bench: LinkedInBench;

  beforeAll(async () => {
    bench = await LinkedInBench.start();
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await bench?.close();
  });
  afterEach(() => jest.restoreAllMocks());

  const secrets = (credentialId: string) =>
    bench.test.sql('select field, state from vault_secret where credential_id = ?', [credentialId]);
  const history = (credentialId: string) =>
    bench.test.sql(
      `select type, data from history_entry where subject_id = ?
        and type in ('credential.disconnected', 'credential.let_go') order by at, id`,
      [credentialId],
    );
  const ended = (credentialId: string) =>
    eventually(async () => {
      const [row] = await bench.test.sql(
        'select status, outcome, because, attempt from letting_go where credential_id = ?',
        [credentialId],
      );
      expect(row).toMatchObject({ status: 'done' });
      return row;
    });
  const answering = (letGo: (signal: AbortSignal) => Promise<'told' | 'not_told'>) => {
    for (const { app } of [bench.test, bench.other]) {
      const tester = app.get(ConnectionTesters).for('linkedin');
      jest.spyOn(tester, 'letGo').mockImplementation((_secret, { signal }) => letGo(signal));
    }
  };

  it('tells the platform, deletes our copy, and says both', async () => {
    const { credentialId } = await bench.authorized();
    await bench.call('credential.disconnect', credentialId, {}, ops);
    expect(await ended(credentialId)).toEqual({ status: 'done', outcome: 'told', because: null, attempt: 1 });
    expect(bench.count(REVOCATION)).toBe(1);
    expect(await secrets(credentialId)).toEqual([]);
    expect(await history(credentialId)).toEqual([
      { type: 'credential.disconnected', data: { platform: 'linkedin', parting: true } },
      { type: 'credential.let_go', data: { platform: 'linkedin', answer: 'told', because: null } },
    ]);
    const jobs = await bench.test.sql(
      `select data::text as data from bullmq.job where name = 'credential.let-go'`,
    );
    for (const { data } of jobs) expect(data).not.toContain('sandbox_');
    expect(
      await bench.test.sql(
        'select reason from vault_access where credential_id = ? order by at desc limit 1',
        [credentialId],
      ),
    ).toEqual([{ reason: 'letting_go' }]);
  });

  it('is out of use at once, and deleted when the platform fails each time', async () => {
    const { credentialId } = await bench.authorized();
    answering(() => Promise.resolve('not_told'));
    await bench.call('credential.disconnect', credentialId, {}, ops);
    expect(await bench.refusal('credential.test', credentialId, {}, ops)).toBe('credential_disconnected');
    expect(await ended(credentialId)).toMatchObject({
      outcome: 'not_told',
      because: 'unanswered',
      attempt: 3,
    });
    expect(await secrets(credentialId)).toEqual([]);
    expect((await history(credentialId))[1]).toMatchObject({ data: { answer: 'not_told' } });
  });

  it('is deleted within the hour while the platform hangs', async () => {
    const { credentialId } = await bench.authorized();
    let hangs = false;
    answering((signal) => {
      hangs = true;
      return new Promise((_done, fail) =>
        signal.addEventListener('abort', () => fail(signal.reason as Error)),
      );
    });
    await bench.call('credential.disconnect', credentialId, {}, ops);
    await eventually(() => Promise.resolve(expect(hangs).toBe(true)));
    expect(await secrets(credentialId)).toEqual([{ field: 'accessToken', state: 'parting' }]);
    await bench.moveTo(new Date((await bench.now()).getTime() + 3_600_000));
    await bench.tick();
    expect(await ended(credentialId)).toMatchObject({ outcome: 'not_told', because: 'late' });
    expect(await secrets(credentialId)).toEqual([]);
  });

  it('does not end what was connected again meanwhile', async () => {
    const { credentialId, customerId } = await bench.authorized();
    answering(() => Promise.resolve('not_told'));
    await bench.call('credential.disconnect', credentialId, {}, ops);
    const secret = { accessToken: freshToken() };
    await bench.call('credential.store', customerId, { platform: 'linkedin', secret }, integrationActor);
    expect(await ended(credentialId)).toMatchObject({ outcome: 'not_told', because: 'reconnected' });
  });

  it('happens to every platform of a customer that is closed', async () => {
    const { credentialId, customerId } = await bench.authorized();
    await bench.call('customer.close', customerId, { reason: 'They moved on.' }, ops);
    expect((await bench.credential(credentialId)).status).toBe('disconnected');
    expect(await ended(credentialId)).toMatchObject({ outcome: 'told' });
    expect(await secrets(credentialId)).toEqual([]);
  });
});
