import type { INestApplicationContext } from '@nestjs/common';
import { LeftBehindTask } from '../../../src/platform/claims/left-behind.task.js';
import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { Database } from '../../../src/platform/database/database.js';
import { HistoryBus } from '../../../src/platform/history/history-bus.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import type { Actor } from '../../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../../src/platform/unit-of-work/unit-of-work.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { eachEngine } from '../../support/engines.js';
import { PIECES_SQL, pieceMade } from '../../support/pieces.js';
import { startPieces } from '../../support/pieces-app.js';

const ops: Actor = { kind: 'staff', id: newId(), role: 'ops' };
const call = (idempotencyKey?: string, actor: Actor = ops) => ({ actor, requestId: 'test', idempotencyKey });

eachEngine('The spine', ({ redisUrl }) => {
  let database: TestDatabase;
  let app: INestApplicationContext;
  let dispatcher: CommandDispatcher;

  const sql = <T>(query: string, params: unknown[] = []) =>
    app.get(Database).em().execute<T[]>(query, params);
  const made = async (label: string) =>
    (await dispatcher.dispatch('piece.make', '', { label }, call())).body as { id: string };

  beforeAll(async () => {
    database = await createTestDatabase();
    await database.execute(PIECES_SQL);
    app = await startPieces(database.url, redisUrl);
    await app.init();
    dispatcher = app.get(CommandDispatcher);
  });
  afterAll(async () => {
    await app?.close();
    await database?.drop();
  });

  it('carries a command through outbox, queue, claim and settle, once', async () => {
    const { id } = await made('walks');
    await eventually(async () =>
      expect(await sql('select status, effects, attempt from piece where id = ?', [id])).toEqual([
        { status: 'done', effects: 1, attempt: 1 },
      ]),
    );
    expect(await sql('select type from history_entry where subject_id = ? order by id', [id])).toEqual([
      { type: 'piece.made' },
      { type: 'piece.worked' },
    ]);
    expect(await sql('select 1 from outbox')).toEqual([]);
    expect(
      await sql("select outcome from command_log where command = 'piece.make' and actor_id = ?", [ops.id]),
    ).toContainEqual({ outcome: 'done' });
  });

  it('refuses bad input, unknown fields, wrong roles, unknown ids and unmet preconditions, and changes nothing', async () => {
    const before = await sql('select count(*) from piece');
    const refused = async (promise: Promise<unknown>) =>
      promise.then(
        () => 'done',
        (error: { code: string }) => error.code,
      );
    expect(await refused(dispatcher.dispatch('piece.make', '', { label: '', more: 1 }, call()))).toBe(
      'validation_failed',
    );
    expect(
      await refused(
        dispatcher.dispatch(
          'piece.make',
          '',
          { label: 'x' },
          call(undefined, { kind: 'staff', id: newId(), role: 'product' }),
        ),
      ),
    ).toBe('forbidden');
    expect(
      await refused(
        dispatcher.dispatch(
          'piece.scrap',
          newId(),
          {},
          call(undefined, { kind: 'staff', id: newId(), role: 'csm' }),
        ),
      ),
    ).toBe('not_found');
    expect(
      await refused(
        dispatcher.dispatch(
          'piece.scrap',
          'x',
          {},
          call(undefined, { kind: 'staff', id: newId(), role: 'csm' }),
        ),
      ),
    ).toBe('not_found');
    expect(await refused(dispatcher.dispatch('piece.fly', '', {}, call()))).toBe('not_found');
    expect(await sql('select count(*) from piece')).toEqual(before);
    expect(await sql("select distinct code from command_log where outcome = 'refused' order by 1")).toEqual([
      { code: 'forbidden' },
      { code: 'not_found' },
      { code: 'validation_failed' },
    ]);
  });

  it('replays a repeated request, makes a twin wait, and refuses another body under the same key', async () => {
    const key = newId();
    const [a, b] = await Promise.all(
      [1, 2].map(() => dispatcher.dispatch('piece.make', '', { label: 'twin' }, call(key))),
    );
    expect(a?.body).toEqual(b?.body);
    expect([a?.replayed, b?.replayed].sort()).toEqual([false, true]);
    expect(await sql("select 1 from piece where label = 'twin'")).toHaveLength(1);
    await expect(dispatcher.dispatch('piece.make', '', { label: 'other' }, call(key))).rejects.toMatchObject({
      code: 'idempotency_mismatch',
    });
  });

  it('does not keep a refusal under its key', async () => {
    await made('taken');
    const key = newId();
    await expect(dispatcher.dispatch('piece.make', '', { label: 'taken' }, call(key))).rejects.toMatchObject({
      code: 'piece_label_taken',
    });
    await sql("delete from piece where label = 'taken'");
    expect((await dispatcher.dispatch('piece.make', '', { label: 'taken' }, call(key))).replayed).toBe(false);
  });

  it('explains without doing', async () => {
    const { id } = await made('explained');
    const csm: Actor = { kind: 'staff', id: newId(), role: 'csm' };
    await eventually(async () =>
      expect(await sql("select 1 from piece where id = ? and status = 'done'", [id])).toHaveLength(1),
    );
    const [scrap, make] = await dispatcher.explain(
      [
        { command: 'piece.scrap', id },
        { command: 'piece.make', id: '' },
      ],
      csm,
    );
    expect([scrap?.code, make?.code]).toEqual(['piece_done', 'forbidden']);
    expect(await sql('select 1 from piece where id = ?', [id])).toHaveLength(1);
  });

  it('rolls everything back when a subscriber fails', async () => {
    app
      .get(HistoryBus)
      .on(pieceMade, (_tx, { data }) =>
        data.label === 'doomed' ? Promise.reject(new Error('no')) : Promise.resolve(),
      );
    await expect(made('doomed')).rejects.toThrow('no');
    expect(await sql("select 1 from piece where label = 'doomed'")).toEqual([]);
    expect(await sql("select 1 from history_entry where data->>'label' = 'doomed'")).toEqual([]);
  });

  it('asks again for work that a lost queue forgot', async () => {
    const id = newId();
    await sql("insert into piece (id, status, label) values (?, 'queued', 'forgotten')", [id]);
    let at = 0;
    const clock = { now: () => new Date(at), in: (ms: number) => new Date(at + ms) };
    const task = new LeftBehindTask(app.get(Database), clock, app.get(UnitOfWork));
    expect(await task.run(clock.now())).toBe(0);
    at += 60_000;
    expect(await task.run(clock.now())).toBe(1);
    expect(await task.run(clock.now())).toBe(0);
    await eventually(async () =>
      expect(await sql('select status from piece where id = ?', [id])).toEqual([{ status: 'done' }]),
    );
  });

  it('keeps history append-only', async () => {
    await expect(sql('delete from history_entry')).rejects.toThrow('append-only');
  });
});
