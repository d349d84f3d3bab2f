import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { customerAggregate } from '../../../src/customers/customer.aggregate.js';
import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { Database } from '../../../src/platform/database/database.js';
import { toProblem } from '../../../src/platform/errors/problem.js';
import { HistoryBus } from '../../../src/platform/history/history-bus.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { systemActor, type Actor } from '../../../src/platform/unit-of-work/actor.js';
import { TRIES } from '../../../src/platform/unit-of-work/again-when-contended.js';
import type { Tx } from '../../../src/platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../../src/platform/unit-of-work/unit-of-work.js';
import { insertCustomer } from '../../support/customers.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { meeting } from '../../support/meeting.js';
import { PIECES_SQL, pieceMade } from '../../support/pieces.js';
import { startPieces } from '../../support/pieces-app.js';

const ops: Actor = { kind: 'staff', id: newId(), role: 'ops' };
const worker = systemActor('test');
const ringKey = (kid: string) => `${kid}:${randomBytes(32).toString('base64')}`;
const K1 = ringKey('k1');
const give = (tx: Tx, sqlState: string) =>
  tx.em.execute(`do $$ begin raise exception using errcode = '${sqlState}'; end $$`);

describe('Changes that get in each other’s way', () => {
  let database: TestDatabase;
  let app: INestApplicationContext;
  let dispatcher: CommandDispatcher;

  const sql = <T>(query: string, params: unknown[] = []) =>
    app.get(Database).em().execute<T[]>(query, params);
  const change = <T>(work: (tx: Tx) => Promise<T>) => app.get(UnitOfWork).run(worker, work);
  const make = (label: string, idempotencyKey?: string, by = dispatcher) =>
    by.dispatch('piece.make', '', { label }, { actor: ops, requestId: 'test', idempotencyKey });
  const code = (promise: Promise<unknown>) =>
    promise.then(
      () => 'done',
      (error: { code: string }) => error.code,
    );

  beforeAll(async () => {
    database = await createTestDatabase();
    await database.execute(PIECES_SQL);
    app = await startPieces(database.url, undefined, { env: { SECRETS_KEYS: K1 } });
    dispatcher = app.get(CommandDispatcher);
  });
  afterAll(async () => {
    await app?.close();
    await database?.drop();
  });

  it('lock a customer one after the other, also when each has written a row of theirs before', async () => {
    const customerId = await insertCustomer({ sql });
    const meet = meeting(2);
    let begun = 0;
    const twin = () =>
      change(async (tx) => {
        begun += 1;
        await tx.em.execute(
          `insert into agent (id, customer_id, type, status, platforms, bounds_profile, created_at, version)
           values (?, ?, ?, 'draft', '{delta}', 'trial', ?, 1)`,
          [newId(), customerId, begun === 1 ? 'trading' : 'marketing', tx.now],
        );
        await meet();
        await tx.lock(customerAggregate, customerId);
      });
    await Promise.all([twin(), twin()]);
    expect(begun).toBe(2);
    expect(await sql('select 1 from agent where customer_id = ?', [customerId])).toHaveLength(2);
  });

  it('are done again, once each in effect, when Postgres ends one of two that wait for each other', async () => {
    const [a, b] = [newId(), newId()];
    for (const id of [a, b])
      await sql("insert into piece (id, status, label) values (?, 'held', ?)", [id, id.slice(-12)]);
    const meet = meeting(2);
    let begun = 0;
    const both = (first: string, second: string) =>
      change(async (tx) => {
        begun += 1;
        const count = 'update piece set effects = effects + 1 where id = ?';
        await tx.em.execute(count, [first]);
        await meet();
        await tx.em.execute(count, [second]);
        tx.record(pieceMade, { subjectId: first, customerId: null, data: { label: 'both' } });
      });
    await Promise.all([both(a, b), both(b, a)]);
    expect(begun).toBe(3);
    expect(await sql('select effects from piece where id in (?, ?)', [a, b])).toEqual([
      { effects: 2 },
      { effects: 2 },
    ]);
    expect(await sql('select subject_id from history_entry where subject_id in (?, ?)', [a, b])).toHaveLength(
      2,
    );
  });

  it('end in a clear answer and no trace where a change must give way each time', async () => {
    let heard = 0;
    app.get(HistoryBus).on(pieceMade, async (tx, { data }) => {
      if (data.label !== 'always' && !(data.label === 'twice' && heard < 2)) return;
      heard += 1;
      await give(tx, heard % 2 === 0 ? '40001' : '40P01');
    });
    expect((await make('twice')).status).toBe(201);
    expect(heard).toBe(2);
    const made = (label: string) => sql('select 1 from piece where label = ?', [label]);
    expect(await made('twice')).toHaveLength(1);
    const told = await make('always', newId()).then(
      () => undefined,
      (error: unknown) => toProblem(error, 'request'),
    );
    expect(heard).toBe(2 + TRIES);
    expect(told).toMatchObject({
      status: 503,
      code: 'contended',
      detail: 'It gave way to another change 5 times.',
    });
    expect(await made('always')).toEqual([]);
    expect(await sql("select outcome, code from command_log where outcome <> 'done' order by id")).toEqual([
      { outcome: 'failed', code: 'contended' },
    ]);
  });

  it('does not try again what fails for another reason', async () => {
    let begun = 0;
    const failing = change(async (tx) => {
      begun += 1;
      await give(tx, '23514');
    });
    await expect(failing).rejects.toMatchObject({ code: '23514' });
    expect(begun).toBe(1);
  });

  it('keep of a request only a keyed hash, which a rotation of the ring leaves comparable', async () => {
    const [key, retired] = [newId(), newId()];
    const first = await make('rotated', key);
    await make('retired', retired);
    const kept = await sql<{ request_hash: string }>('select request_hash from idempotency_key');
    expect(kept).toHaveLength(2);
    for (const { request_hash: hash } of kept) expect(hash).toMatch(/^mac:v1:k1:[0-9a-f]{64}$/);
    await expect(sql(`update idempotency_key set request_hash = 'abc'`)).rejects.toThrow('hash_check');
    const rotated = await startPieces(database.url, undefined, {
      env: { SECRETS_KEYS: `${ringKey('k2')},${K1}` },
    });
    const without = await startPieces(database.url, undefined, { env: { SECRETS_KEYS: ringKey('k3') } });
    try {
      const after = rotated.get(CommandDispatcher);
      expect(await make('rotated', key, after)).toEqual({ ...first, replayed: true });
      expect(await code(make('another', key, after))).toBe('idempotency_mismatch');
      expect(await code(make('retired', retired, without.get(CommandDispatcher)))).toBe(
        'idempotency_unknown',
      );
    } finally {
      await rotated.close();
      await without.close();
    }
  });
});
