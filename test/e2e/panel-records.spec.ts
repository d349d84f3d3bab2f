import { DOCUMENT_CSP, PANEL_CSP } from '../../src/admin/http/panel-html.js';
import type { GoalPage } from '../../src/goals/goal-page.js';
import type { RunPage } from '../../src/goals/runs/run-page.js';
import { RunEventStream } from '../../src/goals/runs/run-event-stream.js';
import type { ReportPage, ReportRecords } from '../../src/metrics/report/report-page.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { STAFF_ROLES, type StaffRole } from '../../src/platform/unit-of-work/actor.js';
import { Browser } from '../support/browser.js';
import { insertFilled } from '../support/filled-rows.js';
import { GoalBench } from '../support/goal-bench.js';
import { CALL, MINUTE, after, measuredRows } from '../support/measured-rows.js';
import { ask, press, refusal, startRealPanel, type RealPanel } from '../support/panel/real-panel.js';

const WALK: readonly StaffRole[] = ['ops', 'csm', 'admin'];

let panel: RealPanel;
let bench: GoalBench;
let [runId, draftId, goalId, reportId, mailId] = ['', '', '', '', ''];

const events = (text: string): string[] =>
  [...text.matchAll(/^event: (\w+)$/gm)].map(([, type]) => type ?? '');
const stream = (browser: Browser, path: string, headers: Record<string, string> = {}): Promise<Response> =>
  browser.get(`/admin/streams/${path}`, { accept: 'text/event-stream', ...headers });
const json = async <T>(answer: Promise<Response>): Promise<T> => (await (await answer).json()) as T;

beforeAll(async () => {
  panel = await startRealPanel();
  bench = new GoalBench(panel.web);
  const { goal } = await bench.withGoal();
  const run = await bench.trigger(goal.id);
  await bench.work(run.id);
  [goalId, runId, draftId] = [goal.id, run.id, (await bench.draftOf(run.id)).id];
  const rows = measuredRows(panel.web);
  await rows.run((await rows.onboarded(CALL)).customer, 'completed', after(24.5 * MINUTE));
  const built = await press(panel.as.ops, 'report.build', { input: { isoWeek: '2026-W07' } });
  reportId = ((await built.json()) as { id: string }).id;
  mailId = await insertFilled(panel.web, 'mail', {
    template: 'survey',
    status: 'sent',
    params: '{}',
    to_email: 'john@example.com',
    subject: 'How was your call?',
    text: 'How was it?',
    html: '<h1 style="color:red">How was it?</h1><script>alert(1)</script>',
  });
}, 120_000);
afterAll(() => panel?.close());

describe("Records' own pages", () => {
  it('a run tells its stages, its ending and its draft, and the stream goes on from any of them', async () => {
    const run = await json<RunPage>(ask(panel.as.ops, `data/goal-runs/${runId}/progress`));
    expect(run.ending).toEqual({
      status: 'completed',
      first: true,
      text: 'Your agent just completed its first task! Review the draft and approve when ready.',
      todo: null,
    });
    expect(run.deliverable).toMatchObject({ id: draftId, status: 'in_review' });
    const answer = await stream(panel.as.ops, `goal-runs/${runId}`);
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const all = events(await answer.text());
    expect(all).toEqual([...run.stages.map(() => 'progress'), 'end']);
    const second = run.stages[1]?.id ?? '';
    for (const [path, headers] of [
      [`goal-runs/${runId}?after=${second}`, {}],
      [`goal-runs/${runId}`, { 'last-event-id': second }],
      [`goal-runs/${runId}?after=${newId()}`, { 'last-event-id': second }],
    ] as const)
      expect(events(await (await stream(panel.as.ops, path, headers)).text())).toEqual(all.slice(2));
  });

  it('a scheduled run past a limit says why it was refused, and a missed one what to do', async () => {
    const { goal } = await bench.withGoal();
    const told = async (code: string, detail: string) => {
      const id = await insertFilled(panel.web, 'goal_run', {
        goal_id: goal.id,
        customer_id: goal.customerId,
        agent_id: goal.agentId,
        trial_id: goal.trialId,
        trigger: 'manual',
        status: 'refused',
        failure_code: code,
        failure_detail: detail,
        ended_at: new Date(),
      });
      return (await json<RunPage>(ask(panel.as.ops, `data/goal-runs/${id}/progress`))).ending;
    };
    expect(await told('daily_tasks', 'All 5 tasks of today are used.')).toMatchObject({
      text: 'All 5 tasks of today are used.',
      todo: 'Wait until the limit frees, or convert the trial.',
    });
    expect((await told('missed', 'No worker was running at that time.'))?.todo).toContain('Trigger Now');
    expect((await told('goal_not_approved', 'The goal is paused.'))?.todo).toContain('Goal Approvals');
  });

  it('a goal tells its next five runs, and the review as things stand', async () => {
    const goal = await json<GoalPage>(ask(panel.as.ops, `data/goals/${goalId}/review`));
    expect(goal.nextRuns).toHaveLength(5);
    const gaps = goal.nextRuns
      .slice(1)
      .map((at, index) => Date.parse(at) - Date.parse(goal.nextRuns[index] ?? ''));
    expect(gaps).toEqual([6, 6, 6, 6].map((hours) => hours * 3_600_000));
    expect(goal.settings).toContainEqual({ title: 'Coin', value: 'BTC' });
    expect(goal.runs.map(({ id }) => id)).toEqual([runId]);
  });

  it('who approved a draft for the customer is told apart from the customer', async () => {
    const draft = await json<{ version: number; proposal: unknown }>(
      ask(panel.as.ops, `data/deliverables/${draftId}/draft`),
    );
    const approved = await press(panel.as.ops, 'deliverable.approve', {
      subjectId: draftId,
      input: { version: draft.version },
    });
    expect(approved.status).toBe(200);
    const { items } = await json<{ items: { type: string; text: string; by: string }[] }>(
      ask(panel.as.leadership, `data/history/deliverables/${draftId}`),
    );
    expect(items.map(({ type }) => type)).toEqual(['deliverable.created', 'deliverable.decided']);
    expect(items[1]).toMatchObject({
      text: expect.stringContaining('by staff, for the customer') as string,
      by: 'Ops person',
    });
  });

  it("a report's page says what its mail says, with every record as one of a list", async () => {
    const report = await json<ReportPage>(ask(panel.as.leadership, `data/weekly-reports/${reportId}/report`));
    expect(report).toMatchObject({ isoWeek: '2026-W07', status: 'draft', running: false });
    expect(report.rows.map(({ key, records }) => [key, records.list])).toEqual([
      ['first_goal', 'goal-runs'],
      ['credentials', 'calls'],
      ['first_deliverable', 'deliverables'],
      ['satisfaction', 'surveys'],
      ['conversion', 'trials'],
    ]);
    expect(report.rows[0]).toMatchObject({
      shown: '24.5 min',
      targetText: '< 30 min',
      verdictText: 'target met',
    });
    const path = `data/weekly-reports/${reportId}/records/first_goal`;
    const all = await json<ReportRecords>(ask(panel.as.ops, path));
    expect(all).toEqual(report.rows[0]?.records);
    expect(await json<ReportRecords>(ask(panel.as.ops, `${path}?after=1`))).toEqual({ ...all, items: [] });
    expect((await ask(panel.as.ops, `data/weekly-reports/${reportId}/records/nothing`)).status).toBe(404);
    const offered = await json<{ actions: { command: string; disabledReason?: string }[] }>(
      ask(panel.as.leadership, `data/actions/weekly-reports/${reportId}`),
    );
    expect(offered.actions.map(({ command, disabledReason }) => [command, disabledReason])).toEqual([
      ['report.send', undefined],
    ]);
  });

  it('a kept mail comes under a policy of its own, in which nothing can run', async () => {
    const answer = await panel.as.ops.get(`/admin/documents/mails/${mailId}`);
    expect(answer.headers.get('content-security-policy')).toBe(DOCUMENT_CSP);
    expect(answer.headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(DOCUMENT_CSP.split('; ')).toEqual(
      expect.arrayContaining(["default-src 'none'", 'sandbox', "frame-ancestors 'self'"]),
    );
    expect(DOCUMENT_CSP).not.toMatch(/allow-|script-src|\*|https?:/);
    const page = await panel.as.ops.get('/admin');
    expect(page.headers.get('content-security-policy')).toBe(PANEL_CSP);
    expect(page.headers.get('x-frame-options')).toBe('DENY');
    expect(PANEL_CSP).toContain("frame-ancestors 'none'");
  });

  it('a stream does not prolong the session it is read by', async () => {
    const { id, browser } = await panel.people.member('watcher@waooaw.com', 'engineering');
    const mine = "sess #>> '{signedIn,id}' = ?";
    await panel.web.sql(`update session set expire = expire - interval '20 minutes' where ${mine}`, [id]);
    const expiry = () => panel.web.sql(`select expire::text as at from session where ${mine}`, [id]);
    const before = await expiry();
    expect(before).toHaveLength(1);
    expect((await stream(browser, `goal-runs/${runId}`)).status).toBe(200);
    expect(await expiry()).toEqual(before);
    await ask(browser, `data/goal-runs/${runId}/progress`);
    expect(await expiry()).not.toEqual(before);
  });

  it('each address is open to the roles of its list, and to nobody without a session', async () => {
    const open: Readonly<Record<string, readonly StaffRole[]>> = {
      [`data/goal-runs/${runId}/progress`]: [...WALK, 'engineering', 'leadership'],
      [`streams/goal-runs/${runId}`]: [...WALK, 'engineering', 'leadership'],
      [`data/deliverables/${draftId}/draft`]: [...WALK, 'leadership'],
      [`data/goals/${goalId}/review`]: [...WALK, 'engineering'],
      [`data/goals/${goalId}/trouble`]: [...WALK, 'engineering'],
      [`data/weekly-reports/${reportId}/report`]: [...WALK, 'leadership'],
      [`data/weekly-reports/${reportId}/records/first_goal`]: [...WALK, 'leadership'],
      [`documents/mails/${mailId}`]: [...WALK, 'engineering'],
      [`data/history/goals/${goalId}`]: [...WALK, 'engineering'],
      [`data/history/goal-runs/${runId}`]: [...WALK, 'engineering', 'leadership'],
      [`data/history/deliverables/${draftId}`]: [...WALK, 'leadership'],
      [`data/history/weekly-reports/${reportId}`]: [...WALK, 'leadership'],
    };
    for (const [path, roles] of Object.entries(open)) {
      for (const role of STAFF_ROLES)
        expect([path, role, (await ask(panel.as[role], path)).status]).toEqual([
          path,
          role,
          roles.includes(role) ? 200 : 403,
        ]);
      const nobody = await ask(new Browser(panel.web.url), path);
      expect([path, [303, 401].includes(nobody.status)]).toEqual([path, true]);
    }
    expect(await refusal(await ask(new Browser(panel.web.url), `streams/goal-runs/${runId}`))).toEqual([
      401,
      'unauthenticated',
    ]);
  }, 60_000);

  it('what is no record is not there, and nothing of it answers to another verb', async () => {
    const strange = [newId(), 'x', "1' or '1'='1", '..%2F..', '%00'];
    for (const id of strange.map(encodeURIComponent))
      for (const path of [
        `data/goal-runs/${id}/progress`,
        `streams/goal-runs/${id}`,
        `data/deliverables/${id}/draft`,
        `data/goals/${id}/review`,
        `data/goals/${id}/trouble`,
        `data/weekly-reports/${id}/report`,
        `data/weekly-reports/${id}/records/first_goal`,
        `documents/mails/${id}`,
        `data/history/goals/${id}`,
        `data/history/staff/${id}`,
      ])
        expect([path, (await ask(panel.as.admin, path)).status]).toEqual([path, 404]);
    for (const path of [
      `streams/goal-runs/${runId}`,
      `documents/mails/${mailId}`,
      `data/goals/${goalId}/review`,
    ])
      expect([path, (await panel.as.admin.post(`/admin/${path}`)).status]).toEqual([path, 404]);
    for (const path of [
      'streams',
      'streams/',
      'documents/',
      'streams/customers/1',
      'data/history/staff/' + newId(),
    ])
      expect([path, (await ask(panel.as.admin, path)).status]).toEqual([path, 404]);
  });

  it('a shutdown ends a stream in the middle of a run', async () => {
    const { goal } = await bench.withGoal();
    const run = await bench.trigger(goal.id);
    const listening = await fetch(`${panel.web.url}/admin/streams/goal-runs/${run.id}`, {
      headers: {
        cookie: `waooaw_panel=${panel.as.ops.cookie('waooaw_panel') ?? ''}`,
        accept: 'text/event-stream',
      },
    });
    const words = listening.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    while (!heard.includes('Waiting for a worker')) heard += (await words?.read())?.value ?? '';
    panel.web.app.get(RunEventStream, { strict: false }).beforeApplicationShutdown();
    for (let part = await words?.read(); part?.done === false; part = await words?.read())
      heard += part.value;
    expect(events(heard)).toEqual(['progress']);
    expect(events(await (await stream(panel.as.ops, `goal-runs/${run.id}`)).text())).toEqual([]);
  });
});
