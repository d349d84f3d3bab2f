import { request as ask } from 'node:http';
import { jest } from '@jest/globals';
import { CommandDispatcher } from '../../src/platform/commands/command-dispatcher.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { OPERATOR, STAFF_ROLES, type StaffRole } from '../../src/platform/unit-of-work/actor.js';
import { GoalBench } from '../support/goal-bench.js';
import { press, startRealPanel, type RealPanel } from '../support/panel/real-panel.js';
import { Browser } from '../support/browser.js';
import { mp4, RecordingBench } from '../support/recording-bench.js';

jest.setTimeout(60_000);
const PAGE = { 'sec-fetch-site': 'same-origin', accept: 'application/json' };

describe('Doors of files', () => {
  let panel: RealPanel;
  let bench: RecordingBench;
  let callId: string;

  beforeAll(async () => {
    panel = await startRealPanel();
    bench = new RecordingBench(panel.web);
    callId = (await bench.allowed()).id;
  }, 120_000);
  afterAll(() => panel?.close());

  const send = (browser: Browser, to: string, file: Buffer, headers: Record<string, string> = {}) =>
    browser.send(`/admin/recordings/${to}`, {
      method: 'POST',
      body: new Uint8Array(file),
      headers: { ...PAGE, 'content-type': 'video/mp4', ...headers },
    });
  const play = async (browser: Browser): Promise<{ status: number; playId: string }> => {
    const answer = await press(browser, 'call.play-recording', { subjectId: callId });
    return { status: answer.status, ...((await answer.json()) as { playId: string }) };
  };
  const key = async (role: string): Promise<string> => {
    const input = { name: `key of ${role}`, role };
    const made = await panel.web.app
      .get(CommandDispatcher)
      .dispatch('api-key.create', '', input, { actor: OPERATOR, requestId: 'test' });
    return (made.body as { key: string }).key;
  };
  const played = async () =>
    (await bench.history(callId)).filter((type) => type === 'recording.played').length;

  it('takes a file from ops, not from other roles, other sites, strangers, nor what is no video', async () => {
    const { as } = panel;
    for (const role of ['security', 'engineering', 'product', 'leadership', 'csm'] as const)
      expect([role, (await send(as[role], callId, mp4())).status]).toEqual([role, 403]);
    for (const [headers, to, file, status] of [
      [{ 'sec-fetch-site': 'cross-site' }, callId, mp4(), 403],
      [{ 'content-type': 'text/html' }, callId, mp4(), 415],
      [{ 'content-type': 'video/webm' }, callId, mp4(), 415],
      [{}, callId, Buffer.from('<script>alert(1)</script> and more of it'), 415],
      [{}, callId, Buffer.alloc(0), 411],
      [{}, '..%2F..%2Fetc%2Fpasswd', mp4(), 404],
      [{}, `${callId}%00.mp4`, mp4(), 404],
    ] as const) {
      const answer = await send(as.ops, to, file, headers);
      expect([to, headers, answer.status]).toEqual([to, headers, status]);
    }
    expect((await bench.rows(callId)).filter(({ status }) => status !== 'deleted')).toEqual([]);
    const told = await panel.web.sql(
      "select subject_id from command_log where command = 'call.recording' and code = 'not_found' order by id",
    );
    expect(told).toEqual([{ subject_id: '../../etc/passwd' }, { subject_id: `${callId}\uFFFD.mp4` }]);
    expect((await send(as.ops, callId, mp4())).status).toBe(201);
    expect((await send(as.ops, callId, mp4())).status).toBe(409);
  });

  it('refuses by its announced length what is too large, before it reads any of it', async () => {
    const token = await key('ops');
    const status = await new Promise((answered, failed) => {
      const out = ask(
        `${panel.web.url}/api/v1/calls/${callId}/recording`,
        {
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'video/mp4',
            'content-length': '99999999999',
          },
        },
        ({ statusCode }) => {
          answered(statusCode);
          out.destroy();
        },
      );
      out.on('error', failed);
      out.write(mp4());
    });
    expect(status).toBe(413);
  });

  it('plays to ops, admin and the manager who leads the call; written down once a play', async () => {
    const { as } = panel;
    for (const role of ['security', 'engineering', 'product', 'leadership', 'csm'] as const)
      expect([role, (await play(as[role])).status]).toEqual([role, 403]);
    const [{ email } = { email: '' }] = await panel.web.sql<{ email: string }>(
      'select m.email from csm m join call k on k.csm_id = m.id where k.id = ?',
      [callId],
    );
    const manager = (await panel.people.member(email, 'csm')).browser;
    for (const browser of [as.admin, manager]) expect((await play(browser)).status).toBe(200);
    const before = await played();
    const { playId } = await play(as.ops);
    const at = `/admin/recordings/${playId}`;
    const whole = await as.ops.get(at);
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(mp4());
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'video/mp4',
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': expect.stringMatching(
        /^inline; filename="\d{4}-\d\d-\d\d_C-\d+\.mp4"$/,
      ) as string,
    });
    for (const [range, status, length] of [
      ['bytes=4-11', 206, 8],
      ['bytes=4090-', 206, 6],
      ['bytes=-10', 206, 10],
      ['bytes=9999-', 416, 0],
      ['bytes=0-1,5-6', 200, 4096],
      ['pages=1-2', 200, 4096],
    ] as const) {
      const answer = await as.ops.get(at, { range });
      expect([range, answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([
        range,
        status,
        length,
      ]);
    }
    expect(await played()).toBe(before + 1);
    for (const other of [as.admin, manager, as.leadership]) expect((await other.get(at)).status).toBe(404);
  });

  it('plays by REST to role admin only', async () => {
    const rest = async (token: string, path: string, method = 'GET') =>
      fetch(`${panel.web.url}/api/v1/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(method === 'POST' ? { body: '{}' } : {}),
      });
    const [ops, admin] = [await key('ops'), await key('admin')];
    expect((await rest(ops, `calls/${callId}/play-recording`, 'POST')).status).toBe(403);
    const begun = await rest(admin, `calls/${callId}/play-recording`, 'POST');
    const { playId } = (await begun.json()) as { playId: string };
    const file = await rest(admin, `recordings/${playId}`);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(mp4());
    expect((await rest(ops, `recordings/${playId}`)).status).toBe(404);
    expect((await fetch(`${panel.web.url}/api/v1/recordings/${playId}`)).status).toBe(401);
  });

  it('give deliverables to who reads drafts in the panel, one or all as a zip, and write it down', async () => {
    const goals = new GoalBench(panel.web);
    const { goal, customerId } = await goals.withGoal();
    const { id } = await goals.finished(goal.id);
    const paths = [`deliverables/${id}/md`, `customers/${customerId}/deliverables.zip`];
    const readers: readonly StaffRole[] = ['ops', 'csm', 'leadership', 'admin'];
    for (const role of STAFF_ROLES)
      for (const path of paths) {
        const { status, headers } = await panel.as[role].get(`/admin/downloads/${path}`);
        const name = headers.get('content-disposition') ?? '';
        const file = /^attachment; filename="[\w.-]+\.(md|zip)"$/.test(name);
        expect([role, path, status, file]).toEqual(
          readers.includes(role) ? [role, path, 200, true] : [role, path, 403, false],
        );
      }
    expect((await new Browser(panel.web.url).get(`/admin/downloads/${paths[0]}`)).status).toBe(303);
    expect((await panel.as.ops.get(`/admin/downloads/deliverables/${newId()}/md`)).status).toBe(404);
    const written = await panel.web.sql<{ n: number }>(
      `select count(*)::int as n from history_entry where customer_id = ? and type like '%downloaded'`,
      [customerId],
    );
    expect(written).toEqual([{ n: 2 * readers.length }]);
  });
});
