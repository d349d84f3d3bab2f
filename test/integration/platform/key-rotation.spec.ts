import pg from 'pg';
import { Database } from '../../../src/platform/database/database.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { OPERATOR } from '../../../src/platform/unit-of-work/actor.js';
import type { Tx } from '../../../src/platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../../src/platform/unit-of-work/unit-of-work.js';
import { KeyRing } from '../../../src/platform/vault/key-ring.js';
import { KeyRotation } from '../../../src/platform/vault/key-rotation.js';
import { KeyRotationRepository } from '../../../src/platform/vault/key-rotation.repository.js';
import { RingCheck } from '../../../src/platform/vault/ring-check.js';
import { SecretCipher } from '../../../src/platform/vault/secret-cipher.js';
import { SecretText } from '../../../src/platform/vault/secret-text.js';
import { VaultReader } from '../../../src/platform/vault/vault-reader.js';
import { Vault } from '../../../src/platform/vault/vault.js';
import { startApp, type TestApp } from '../../support/app.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { startScript } from '../../support/npm-script.js';

const key = (kid: string, byte: number) => ({ kid, base64: Buffer.alloc(32, byte).toString('base64') });
const [OLD, NEW] = [key('k1', 1), key('k2', 2)];
const ring = (...keys: (typeof OLD)[]) => keys.map(({ kid, base64 }) => `${kid}:${base64}`).join(',');
/** Customers beside the two whose secrets are looked at; more than two batches. */
const CROWD = 450;

describe('A rotation of the key ring', () => {
  let database: TestDatabase;
  let before: TestApp;
  const at = () => ({ customerId: newId(), credentialId: newId() });
  const [first, second] = [at(), at()];
  const under = async (kid: string) =>
    (await database.execute(`select 1 from customer_data_key where split_part(wrapped, ':', 3) = $1`, [kid]))
      .length;

  const inside = <T>({ app }: TestApp, work: (tx: Tx, vault: Vault) => Promise<T>) =>
    app.get(UnitOfWork).run(OPERATOR, (tx) => work(tx, app.get(Vault)));
  const store = (app: TestApp, where: typeof first, secret: string) =>
    inside(app, (tx, vault) =>
      vault.store(tx, {
        ...where,
        secrets: { apiSecret: new SecretText(secret), accountId: new SecretText(`account of ${secret}`) },
        identifiers: ['accountId'],
        as: 'live',
      }),
    );
  const reveal = async ({ app }: TestApp, setId: string) =>
    (await app.get(VaultReader).reveal({ setId, reason: 'connection_test', job: 'x' }))[
      'apiSecret'
    ]?.reveal();

  const script = (keys: string, ...args: string[]) =>
    startScript(
      'rotate-keys',
      { DATABASE_URL: database.url, DATA_DIR: before.dataDir, SECRETS_KEYS: keys },
      ...args,
    );

  beforeAll(async () => {
    database = await createTestDatabase();
    before = await startApp({ worker: false, database, env: { SECRETS_KEYS: ring(OLD, NEW) } });
    const cipher = new SecretCipher(new KeyRing([OLD]));
    const crowd = Array.from({ length: CROWD }, () => cipher.createDataKey(newId(), newId()));
    await database.execute(
      `insert into customer_data_key (id, customer_id, wrapped, created_at)
       select *, '2026-02-12T09:00:00Z'::timestamptz from unnest($1::uuid[], $2::uuid[], $3::text[])`,
      [
        crowd.map(({ id }) => id),
        crowd.map(({ customerId }) => customerId),
        crowd.map(({ wrapped }) => wrapped),
      ],
    );
  });
  afterAll(async () => {
    await before?.close();
    await database?.drop();
  });

  it('goes on where it was killed, says when the old key may go, and leaves every secret readable', async () => {
    const setId = await store(before, first, 'the-secret-that-stays');
    const erased = at();
    await store(before, erased, 'of-an-erased-customer');
    await inside(before, (tx, vault) => vault.destroyKeys(tx, erased.customerId));
    const blocker = new pg.Client({ connectionString: database.url });
    await blocker.connect();
    await blocker.query('begin');
    await blocker.query(
      `select 1 from customer_data_key where id in
        (select id from customer_data_key order by id offset 300 limit 1) for update`,
    );
    const doomed = script(ring(NEW, OLD));
    await eventually(async () => expect(await under('k2')).toBe(200), 30_000);
    doomed.child.kill('SIGKILL');
    expect((await doomed.ended).code).toBeNull();
    await blocker.end();
    expect([await under('k1'), await under('k2')]).toEqual([CROWD + 1 - 200, 200]);

    const again = await script(ring(NEW, OLD)).ended;
    expect([again.code, again.out]).toEqual([
      0,
      [
        'Newest key: k2.',
        `Under k1: ${CROWD + 1 - 200} customers' data keys and 2 secrets' hashes.`,
        `Done: ${CROWD + 1 - 200} data keys wrapped anew, 2 hashes made anew.`,
        'k1 is no longer used. It may be taken out of SECRETS_KEYS. Whoever logged in before k2 came first then logs in again.',
        '',
      ].join('\n'),
    ]);
    expect(again.err).toBe('  200 of 251 data keys\n  251 of 251 data keys\n  2 of 2 hashes\n');
    expect(await database.execute('select reason, job from vault_access where set_id = $1', [setId])).toEqual(
      [{ reason: 'key_rotation', job: 'rotate-keys' }],
    );
    expect(
      await database.execute(`select actor_kind, data from history_entry where type = 'vault.keys_rotated'`),
    ).toEqual([{ actor_kind: 'operator', data: { to: 'k2', dataKeys: 251, secrets: 2, unreadable: 0 } }]);

    const after = await startApp({
      worker: false,
      decrypts: true,
      database,
      env: { SECRETS_KEYS: ring(NEW) },
    });
    try {
      expect(await reveal(after, setId)).toBe('the-secret-that-stays');
      const known = ['the-secret-that-stays', 'account of the-secret-that-stays'];
      expect(await after.app.get(Vault).recognised(after.app.get(Database).em(), known)).toEqual(
        new Set(['the-secret-that-stays']),
      );
    } finally {
      await after.close();
    }
  }, 90_000);

  it('lets a secret that is written meanwhile win, and says by a dry run what it would do', async () => {
    await store(before, second, 'given-first');
    const rotating = await startApp({
      worker: false,
      decrypts: true,
      database,
      env: { SECRETS_KEYS: ring(NEW, OLD) },
    });
    try {
      const rotation = rotating.app.get(KeyRotation);
      let newer = '';
      let rotated: Promise<unknown> | undefined;
      await inside(before, async (tx, vault) => {
        const secrets = { apiSecret: new SecretText('given-later') };
        newer = await vault.store(tx, { ...second, secrets, as: 'live' });
        rotated = rotation.rotate('rotate-keys', () => undefined, new AbortController().signal);
        // It has read the older secret, and waits to write.
        await eventually(async () => {
          const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
          expect(await database.execute(waiting)).toHaveLength(1);
        });
      });
      // Of the older secret nothing is written back; the newer one came in time for the next batch.
      expect(await rotated).toMatchObject({ dataKeys: 1, secrets: 1, unreadable: [] });
      expect(await reveal(rotating, newer)).toBe('given-later');
      expect(await rotation.standing()).toMatchObject({ older: [{ kid: 'k1', dataKeys: 0, secrets: 0 }] });
    } finally {
      await rotating.close();
    }
    // By a process that was not restarted: the old key still comes first there.
    await store(before, second, 'given-by-an-old-process');
    const dry = await script(ring(NEW, OLD), '--dry-run').ended;
    expect([dry.code, dry.out, dry.err]).toEqual([
      0,
      [
        'Newest key: k2.',
        `Under k1: 0 customers' data keys and 2 secrets' hashes.`,
        'A run would bring them under k2. Nothing was changed.',
        '',
      ].join('\n'),
      '',
    ]);
    expect(
      await database.execute(`select 1 from vault_secret where keyed_hash like 'mac:v1:k1:%'`),
    ).toHaveLength(2);
  }, 60_000);

  it('names what cannot be opened, leaves it, and says that the old key is still needed', async () => {
    const broken = at();
    await store(before, broken, 'moved-elsewhere');
    await database.execute('update vault_secret set credential_id = $1 where credential_id = $2', [
      newId(),
      broken.credentialId,
    ]);
    const run = await script(ring(NEW, OLD)).ended;
    expect(run.code).toBe(1);
    expect(run.out).toContain(`✗ customer ${broken.customerId}: A stored secret cannot be opened`);
    expect(run.out).toContain("k1 is still in use: 0 customers' data keys and 2 secrets' hashes.");
    expect(run.out + run.err).not.toContain('moved-elsewhere');
  }, 60_000);

  it('refuses a ring that lacks a key in use, as every process does, and words it does not know', async () => {
    const [missing, wrong] = await Promise.all([
      script(ring(NEW)).ended,
      script(ring(NEW, OLD), '--dryrun').ended,
    ]);
    expect([missing.code, missing.out]).toEqual([1, '']);
    expect(missing.err).toMatch(
      /^Stored secrets are wrapped by the key "k1", which the key ring does not hold\. Add it back to SECRETS_KEYS[^\n]+\n$/,
    );
    expect([wrong.code, wrong.out]).toEqual([64, '']);
    expect(wrong.err).toMatch(/^Usage: npm run rotate-keys/);
    const { app } = before;
    const check = new RingCheck(new KeyRing([NEW]), app.get(KeyRotationRepository), app.get(Database));
    await expect(check.onModuleInit()).rejects.toMatchObject({ name: 'VaultError', code: 'unknown_key' });
    const unable = app.get(KeyRotation).rotate('rotate-keys', () => undefined, new AbortController().signal);
    await expect(unable).rejects.toMatchObject({ code: 'not_here' });
  }, 60_000);

  it('refuses a ring that holds other bytes under the name of a key in use, before anything is sealed with them', async () => {
    const wrong = [key('k2', 9), OLD];
    const run = await script(ring(...wrong)).ended;
    expect([run.code, run.out]).toEqual([1, '']);
    expect(run.err).toMatch(/^The key "k2" of the key ring is not the one[^\n]+\n$/);
    expect(run.err).not.toContain(wrong[0]?.base64 ?? '');
    const { app } = before;
    const check = (...keys: (typeof OLD)[]) =>
      new RingCheck(new KeyRing(keys), app.get(KeyRotationRepository), app.get(Database)).onModuleInit();
    await expect(check(...wrong)).rejects.toMatchObject({ code: 'bad_key_ring' });
    await database.execute(
      `update customer_data_key set wrapped = left(wrapped, -20) || repeat('A', 20)
        where id = (select min(id::text)::uuid from customer_data_key where wrapped like 'key:v1:k2:%')`,
    );
    await check(NEW, OLD);
  }, 60_000);
});
