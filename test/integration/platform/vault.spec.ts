import { newId } from '../../../src/platform/ids/new-id.js';
import { OPERATOR } from '../../../src/platform/unit-of-work/actor.js';
import type { Tx } from '../../../src/platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../../src/platform/unit-of-work/unit-of-work.js';
import { Database } from '../../../src/platform/database/database.js';
import { SecretText } from '../../../src/platform/vault/secret-text.js';
import { VaultReader } from '../../../src/platform/vault/vault-reader.js';
import { Vault } from '../../../src/platform/vault/vault.js';
import { startApp, type TestApp } from '../../support/app.js';

const PLANTED = 'PlantedSecret0123456789';
const fields = (apiSecret: string) => ({
  apiKey: new SecretText('key-of-a-customer'),
  apiSecret: new SecretText(apiSecret),
});

describe('The vault', () => {
  let test: TestApp;
  let vault: Vault;
  let reader: VaultReader;

  const run = <T>(work: (tx: Tx) => Promise<T>) => test.app.get(UnitOfWork).run(OPERATOR, work);
  const em = () => test.app.get(Database).em();
  const place = () => ({ customerId: newId(), credentialId: newId() });
  const reveal = async (setId: string) => {
    const secrets = await reader.reveal({ setId, reason: 'connection_test', job: 'credential-tests:1' });
    return secrets['apiSecret']?.reveal();
  };

  beforeAll(async () => {
    test = await startApp();
    vault = test.app.get(Vault);
    reader = test.app.get(VaultReader);
  });
  afterAll(() => test?.close());

  it('gives back what it took in, and puts each opening on record first', async () => {
    const at = place();
    const setId = await run((tx) => vault.store(tx, { ...at, secrets: fields(PLANTED), as: 'live' }));
    expect(await reveal(setId)).toBe(PLANTED);
    expect(
      await test.sql('select customer_id, reason, job from vault_access where set_id = ?', [setId]),
    ).toEqual([{ customer_id: at.customerId, reason: 'connection_test', job: 'credential-tests:1' }]);
    await expect(test.sql('delete from vault_access')).rejects.toThrow('append-only');
    await expect(test.sql(`update vault_access set job = ''`)).rejects.toThrow('append-only');
  });

  it('keeps a candidate beside the live set until it takes its place, or goes', async () => {
    const at = place();
    const live = await run((tx) => vault.store(tx, { ...at, secrets: fields('old-secret'), as: 'live' }));
    const first = await run((tx) => vault.store(tx, { ...at, secrets: fields('slip'), as: 'candidate' }));
    expect(await vault.sets(em(), at.credentialId)).toEqual({ live, candidate: first });
    await run((tx) => vault.discardCandidate(tx, first));
    expect(await vault.sets(em(), at.credentialId)).toEqual({ live, candidate: null });
    const second = await run((tx) => vault.store(tx, { ...at, secrets: fields('second'), as: 'candidate' }));
    const third = await run((tx) => vault.store(tx, { ...at, secrets: fields('third'), as: 'candidate' }));
    expect(await run((tx) => vault.promote(tx, second))).toBe(false);
    expect(await run((tx) => vault.promote(tx, third))).toBe(true);
    expect(await run((tx) => vault.promote(tx, third))).toBe(true);
    expect(await vault.sets(em(), at.credentialId)).toEqual({ live: third, candidate: null });
    expect(await reveal(third)).toBe('third');
    await expect(reveal(live)).rejects.toMatchObject({ code: 'gone' });
    await run((tx) => vault.discardCandidate(tx, third));
    expect(await vault.sets(em(), at.credentialId)).toEqual({ live: third, candidate: null });
  });

  it('replaces a live set at once when told to, and forgets a disconnected one', async () => {
    const at = place();
    await run((tx) => vault.store(tx, { ...at, secrets: fields('one'), as: 'live' }));
    await run((tx) => vault.store(tx, { ...at, secrets: fields('two'), as: 'candidate' }));
    const three = await run((tx) => vault.store(tx, { ...at, secrets: fields('three'), as: 'live' }));
    expect(await vault.sets(em(), at.credentialId)).toEqual({ live: three, candidate: null });
    await run((tx) => vault.forget(tx, at.credentialId));
    expect(await test.sql('select 1 from vault_secret where credential_id = ?', [at.credentialId])).toEqual(
      [],
    );
  });

  it('finds equal secrets and secrets in texts without opening any', async () => {
    const [a, b] = [place(), place()];
    const same = 'TheSameSecret-4711-abc';
    for (const at of [a, b]) {
      await run((tx) => vault.store(tx, { ...at, secrets: { apiSecret: new SecretText(same) }, as: 'live' }));
    }
    const others = (...words: string[]) =>
      run((tx) =>
        vault.alsoHeldBy(
          tx,
          a.customerId,
          words.map((word) => new SecretText(word)),
        ),
      );
    expect(await others('unknown-to-all', same)).toEqual([b]);
    expect(await others('unknown-to-all')).toEqual([]);
    expect(await others()).toEqual([]);
    expect(await vault.recognised(em(), ['some-other-word', same, 'unknown-to-all'])).toEqual(
      new Set([same]),
    );
    expect(await vault.recognised(em(), [])).toEqual(new Set());
  });

  it('destroys a customer’s key: nothing of theirs opens again, and nothing new can be stored', async () => {
    const at = place();
    const other = place();
    const setId = await run((tx) => vault.store(tx, { ...at, secrets: fields('gone-soon'), as: 'live' }));
    const kept = await run((tx) => vault.store(tx, { ...other, secrets: fields('kept'), as: 'live' }));
    await test.sql('create table backup as select * from vault_secret where set_id = ?', [setId]);
    await run((tx) => vault.destroyKeys(tx, at.customerId));
    await run((tx) => vault.destroyKeys(tx, at.customerId));
    await expect(reveal(setId)).rejects.toMatchObject({ code: 'gone' });
    expect(await vault.recognised(em(), ['gone-soon'])).toEqual(new Set());
    await test.sql('insert into vault_secret select * from backup');
    await test.sql('drop table backup');
    await expect(reveal(setId)).rejects.toMatchObject({ code: 'keys_destroyed' });
    const never = { ...place(), secrets: fields('x'), as: 'live' } as const;
    await run((tx) => vault.destroyKeys(tx, never.customerId));
    await expect(run((tx) => vault.store(tx, never))).rejects.toMatchObject({ code: 'keys_destroyed' });
    const again = { ...at, credentialId: newId(), secrets: fields('x'), as: 'live' } as const;
    await expect(run((tx) => vault.store(tx, again))).rejects.toMatchObject({ code: 'keys_destroyed' });
    expect(await reveal(kept)).toBe('kept');
    expect(
      await test.sql('select wrapped from customer_data_key where customer_id = ?', [at.customerId]),
    ).toEqual([{ wrapped: null }]);
  });

  it('holds no secret in clear in any table', async () => {
    const at = place();
    await run((tx) => vault.store(tx, { ...at, secrets: fields(PLANTED), as: 'live' }));
    const tables = await test.sql<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public'`,
    );
    for (const { name } of tables) {
      const dump = JSON.stringify(await test.sql(`select * from "${name}"`));
      for (const form of [
        PLANTED,
        Buffer.from(PLANTED).toString('base64').slice(0, -2),
        Buffer.from(PLANTED).toString('hex'),
      ]) {
        expect(`${name}: ${dump.includes(form)}`).toBe(`${name}: false`);
      }
    }
    await expect(
      test.sql(`update vault_secret set envelope = 'in clear' where credential_id = ?`, [at.credentialId]),
    ).rejects.toThrow('vault_secret_sealed');
  });

  it('opens nothing in a process without the right to', async () => {
    const web = await startApp({ worker: false, database: test.database });
    try {
      const setId = newId();
      const asked = web.app.get(VaultReader).reveal({ setId, reason: 'goal_run', job: 'x' });
      await expect(asked).rejects.toMatchObject({ code: 'not_here' });
    } finally {
      await web.close();
    }
  });
});
