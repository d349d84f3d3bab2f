import { FILE_FORMATS, stemOf } from '../../src/goals/deliverables/downloads/deliverable-file.js';
import { DeliverableDownloads } from '../../src/goals/deliverables/downloads/deliverable-downloads.js';
import { CommandDispatcher } from '../../src/platform/commands/command-dispatcher.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { OPERATOR } from '../../src/platform/unit-of-work/actor.js';
import { GoalBench, saving } from '../support/goal-bench.js';
import { startWeb, type TestWeb } from '../support/web.js';

describe('Agents, trials and goals over REST', () => {
  let web: TestWeb;
  let bench: GoalBench;
  let key: string;

  beforeAll(async () => {
    web = await startWeb({ worker: true });
    bench = new GoalBench(web);
    const { body } = await web.app
      .get(CommandDispatcher)
      .dispatch('api-key.create', '', { name: 'goals', role: 'ops' }, { actor: OPERATOR, requestId: 'test' });
    key = (body as { key: string }).key;
  });
  afterAll(() => web?.close());

  const request = (path: string, init: RequestInit = {}) =>
    fetch(`${web.url}/api/v1/${path}`, {
      ...init,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...init.headers },
    });
  const get = async <T>(path: string) => (await request(path)).json() as Promise<T>;
  const post = (path: string, body: object = {}, headers = {}) =>
    request(path, { method: 'POST', body: JSON.stringify(body), headers });

  it('describes agent types and goal templates for forms', async () => {
    const types = await get<{ items: { type: string; settings: { properties: object } }[] }>('agent-types');
    expect(types.items.map(({ type }) => type)).toEqual(['marketing', 'trading']);
    expect(Object.keys(types.items[1]?.settings.properties ?? {})).toContain('maxNotional');
    const templates = await get<{ items: { template: string; defaults: object }[] }>('goal-templates');
    expect(templates.items.map(({ template }) => template).sort()).toEqual([
      'competitor_watch',
      'content_calendar',
      'market_monitoring',
      'risk_report',
      'social_media_post',
    ]);
  });

  it('keeps every saved configuration, each with what it changed, or against any other', async () => {
    const { agent } = await bench.draftAgent();
    const path = `agents/${agent.id}/settings-versions`;
    expect(await get(path)).toEqual({ items: [], nextCursor: null });
    let { version } = agent;
    for (const dailyTradeLimit of [5, 4, 3]) {
      const saved = await bench.call<{ version: number }>('agent.configure', agent.id, {
        ...saving(version, { dailyTradeLimit }),
      });
      version = saved.version;
    }
    interface Saved {
      number: number;
      against: number | null;
      settings: { dailyTradeLimit: number };
      limitsConfirmed: boolean;
      changes: { field: string; from: string | null; to: string }[];
    }
    const newest = await get<{ items: Saved[]; nextCursor: string | null }>(`${path}?limit=2`);
    expect(newest.items.map(({ number, against }) => [number, against])).toEqual([
      [3, 2],
      [2, 1],
    ]);
    expect(newest.items[0]).toMatchObject({ actorKind: 'staff', limitsConfirmed: true });
    expect(newest.items[0]?.changes).toEqual([
      { field: 'dailyTradeLimit', title: 'Daily trade limit', from: '4', to: '3' },
    ]);
    const oldest = await get<{ items: Saved[]; nextCursor: string | null }>(
      `${path}?limit=2&cursor=${newest.nextCursor}`,
    );
    expect([oldest.items.map(({ number }) => number), oldest.nextCursor]).toEqual([[1], null]);
    expect(oldest.items[0]?.changes.length).toBeGreaterThan(5);
    const across = await get<Saved>(`${path}/3?against=1`);
    expect([across.settings.dailyTradeLimit, across.changes[0]]).toEqual([
      3,
      expect.objectContaining({ from: '5', to: '3' }),
    ]);
    for (const [wrong, status] of [
      [`${path}/4`, 404],
      [`${path}/3?against=9`, 404],
      [`${path}/none`, 400],
      [`${path}?cursor=x`, 400],
      [`${path}?page=2`, 400],
      [`agents/${newId()}/settings-versions`, 404],
    ] as const)
      expect([wrong, (await request(wrong)).status]).toEqual([wrong, status]);
    const docs = (await (await fetch(`${web.url}/api/docs-json`)).json()) as { paths: object };
    expect(Object.keys(docs.paths)).toEqual(
      expect.arrayContaining([
        '/api/v1/agents/{id}/settings-versions',
        '/api/v1/agents/{id}/settings-versions/{number}',
      ]),
    );
  });

  it('triggers with 202 and streams the progress to its end', async () => {
    const { goal, trial, customerId } = await bench.withGoal();
    const idempotency = { 'idempotency-key': newId() };
    const triggered = await post(`goals/${goal.id}/trigger`, {}, idempotency);
    expect(triggered.status).toBe(202);
    const run = (await triggered.json()) as { id: string };
    const again = await post(`goals/${goal.id}/trigger`, {}, idempotency);
    expect([again.headers.get('idempotency-replayed'), ((await again.json()) as { id: string }).id]).toEqual([
      'true',
      run.id,
    ]);

    const stream = await request(`goal-runs/${run.id}/events`);
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const text = await stream.text();
    expect(text).toContain('event: progress');
    expect(text).toContain('Your agent just completed its first task!');
    expect(text.trim().split('\n\n').at(-1)).toMatch(/event: end[\s\S]*"stage":"completed"/);
    const ids = [...text.matchAll(/^id: (.+)$/gm)].map(([, id]) => id);
    const rest = await request(`goal-runs/${run.id}/events`, { headers: { 'last-event-id': ids[1] ?? '' } });
    expect([...(await rest.text()).matchAll(/^id: (.+)$/gm)].map(([, id]) => id)).toEqual(ids.slice(2));

    const done = await get<{ status: string; deliverableId: string }>(`goal-runs/${run.id}`);
    expect(done.status).toBe('completed');
    const draft = await get<{ title: string; version: number }>(`deliverables/${done.deliverableId}`);
    expect(draft.title).toBe('BTC market analysis');
    const rejected = await post(`deliverables/${done.deliverableId}/reject`, {
      version: draft.version,
      reason: 'Too short',
    });
    expect([rejected.status, ((await rejected.json()) as { status: string }).status]).toEqual([
      200,
      'rejected',
    ]);
    expect(await get(`trials/${trial.id}`)).toMatchObject({ tasksToday: 1, tasksLeft: 4 });
    for (const list of ['agents', 'trials', 'goals', 'deliverables']) {
      expect((await get<{ items: object[] }>(`customers/${customerId}/${list}`)).items).toHaveLength(1);
    }
    expect((await get<{ items: object[] }>(`goals/${goal.id}/runs`)).items).toHaveLength(1);
  });

  it('gives deliverables as the files that the portal gives, one by one and all, after the trial too', async () => {
    const { goal, customerId } = await bench.withGoal();
    const [draft, other] = [await bench.finished(goal.id), await bench.withGoal()];
    const unlike = await bench.finished(other.goal.id);
    await web.sql(`update trial set status = 'expired' where customer_id = ?`, [customerId]);
    const downloads = web.app.get(DeliverableDownloads);
    for (const format of FILE_FORMATS) {
      const file = await request(`deliverables/${draft.id}/files/${format}`);
      const { name, type, content } = await downloads.one(OPERATOR, draft.id, format);
      expect([file.status, file.headers.get('content-type'), await file.text()]).toEqual([
        200,
        type,
        content,
      ]);
      expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`);
      expect(file.headers.get('content-security-policy')).toContain('sandbox');
    }
    const zip = await request(`customers/${customerId}/deliverables.zip`);
    expect([zip.status, zip.headers.get('content-type')]).toEqual([200, 'application/zip']);
    expect(zip.headers.get('content-disposition')).toMatch(/filename="deliverables_C-\d+\.zip"/);
    const bytes = Buffer.from(await zip.arrayBuffer()).toString('latin1');
    expect(bytes).toContain(`${stemOf({ ...draft, zone: 'Asia/Kolkata' })}.md`);
    // Its chart goes along, drawn inside the page.
    expect(bytes).toContain('<svg');
    expect((await downloads.one(OPERATOR, draft.id, 'html')).content).toContain('<svg');
    expect(bytes).not.toContain(unlike.id.slice(-6));
    for (const path of [
      `deliverables/${draft.id}/files/exe`,
      `deliverables/${newId()}/files/md`,
      'deliverables/x/files/md',
      `customers/${newId()}/deliverables.zip`,
    ]) {
      const missing = await request(path);
      expect([path, missing.status, await missing.json()]).toEqual([
        ...[path, 404],
        expect.objectContaining({ code: 'not_found' }),
      ]);
    }
    const written = await web.sql<{ kind: string }>(
      `select actor_kind as kind from history_entry where subject_id = ? and type = 'deliverable.downloaded'`,
      [draft.id],
    );
    expect(written.filter(({ kind }) => kind === 'integration')).toHaveLength(FILE_FORMATS.length);
  });

  it('answers past the limit with a problem that says when it frees', async () => {
    const { goal } = await bench.withGoal();
    for (let task = 0; task < 5; task += 1) await post(`goals/${goal.id}/trigger`);
    const refused = await post(`goals/${goal.id}/trigger`);
    expect(refused.status).toBe(409);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(await refused.json()).toMatchObject({
      code: 'trial_limit_reached',
      limit: 'daily_tasks',
      allowed: 5,
      freesAt: expect.stringMatching(/T18:30:00.000Z$/) as string,
    });
  });

  it.each([
    ['GET', 'goals/not-an-id', 404],
    ['GET', `goals/${newId()}`, 404],
    ['GET', `goal-runs/${newId()}`, 404],
    ['GET', `goal-runs/${newId()}/events`, 404],
    ['GET', `deliverables/${newId()}`, 404],
    ['GET', `trials/${newId()}`, 404],
    ['GET', `agents/${newId()}`, 404],
    ['GET', `customers/${newId()}/goals`, 404],
    ['GET', `customers/${newId()}/agents`, 404],
    ['GET', `customers/${newId()}/trials`, 404],
    ['GET', `customers/${newId()}/deliverables`, 404],
    ['POST', `goals/${newId()}/trigger`, 404],
    ['POST', `customers/${newId()}/trials`, 404],
  ])('%s %s is a problem document, %i', async (method, path, status) => {
    const answer = await request(path, { method, ...(method === 'POST' ? { body: '{}' } : {}) });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code: 'not_found' });
  });

  it('needs a key', async () => {
    const { goal } = await bench.withGoal();
    for (const path of [`goals/${goal.id}`, 'agent-types', `goal-runs/${newId()}/events`]) {
      expect((await fetch(`${web.url}/api/v1/${path}`)).status).toBe(401);
    }
  });
});
