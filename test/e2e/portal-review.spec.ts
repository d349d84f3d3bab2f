import { FIRST_TASK_COMPLETED } from '../../src/goals/deliverables/messages.js';
import type { DeliverableView } from '../../src/goals/deliverables/deliverable-view.js';
import { AGENT_RUNTIME, type AgentRuntime, type RunOutcome } from '../../src/goals/runtimes/agent-runtime.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { Browser } from '../support/browser.js';
import { GoalBench, staff } from '../support/goal-bench.js';
import { PortalPeople, fieldsOf } from '../support/portal.js';
import { startWeb, type TestWeb } from '../support/web.js';

const HOSTILE = [
  '# BTC <script>alert(1)</script>',
  '<img src=x onerror=alert(1)> [click](javascript:alert(1)) ![pixel](https://evil.example/p.png)',
  '| Price | Trend |\n|---|---|\n| 97,000 | up |',
].join('\n\n');
const outcome: RunOutcome = {
  kind: 'completed',
  title: 'BTC </textarea><b>analysis</b>',
  body: HOSTILE,
  proposal: null,
  remarks: ['The market was <i>quiet</i>.'],
  tokens: 100,
};

describe('Drafts and the portal', () => {
  let web: TestWeb;
  let bench: GoalBench;
  let people: PortalPeople;
  const text = async (answer: Response | Promise<Response>) => (await answer).text();

  const drafted = () => people.drafted(bench, outcome);
  const stateOf = ({ id }: DeliverableView) => bench.deliverables.view(id);

  beforeAll(async () => {
    web = await startWeb();
    bench = new GoalBench(web);
    people = new PortalPeople(web);
  });
  afterAll(async () => {
    await web?.close();
  });

  it('shows a draft without running anything in it, and approves it with an edit by the link, once', async () => {
    const { draft, token } = await drafted();
    const visitor = new Browser(web.url);
    await visitor.get(`/review?token=${token}`);
    const page = await text(visitor.get(`/review?token=${token}`));
    expect(page).toContain('<table>');
    expect(page).toContain(FIRST_TASK_COMPLETED);
    expect(page).not.toMatch(
      /<script(?![^>]* src=)|<img [^>]*(onerror|evil)|href="javascript:|<\/textarea><b>/,
    );
    expect((await stateOf(draft)).status).toBe('in_review');
    const fields = { ...fieldsOf(page), decision: 'approve', body: `${HOSTILE}\r\n\r\nRead by John Doe.` };
    const done = await visitor.post('/review', fields);
    expect([done.status, await text(done)]).toEqual([
      200,
      expect.stringMatching(/Approved\. The draft is yours to keep/),
    ]);
    const after = await stateOf(draft);
    expect(after).toMatchObject({ status: 'approved', decidedBy: 'customer', revision: 2 });
    expect(after.body).toBe(`${HOSTILE}\n\nRead by John Doe.`);
    const lost = await visitor.post('/review', fields);
    expect([lost.status, await text(lost)]).toEqual([200, expect.stringContaining('Approved.')]);
    expect((await stateOf(draft)).revision).toBe(2);
    const again = await visitor.post('/review', { ...fields, once: newId() });
    expect([again.status, await text(again)]).toEqual([
      410,
      expect.stringContaining('the decision was kept'),
    ]);
  });

  it('warns of figures that nobody gave while they stand in the text, and approves all the same', async () => {
    const claims = ['37 %', '3x'];
    const body = 'Complaints fell by 37 %, and answers came 3x faster.';
    const { draft, token } = await people.drafted(bench, { ...outcome, body, unproven: claims });
    expect(draft.unproven).toEqual(claims);
    const visitor = new Browser(web.url);
    const look = async () => text(visitor.get(`/review?token=${token}`));
    const warning =
      /Figures nobody gave:<\/b> <span dir="auto">([^<]*)<\/span>\. Check them before you approve\./;
    const page = await look();
    expect(warning.exec(page)?.[1]).toBe('37 %, 3x');

    const edited = 'Complaints fell by 37 %, and 41 of us saw it.';
    await visitor.post('/review', { ...fieldsOf(page), decision: 'save', body: edited });
    expect(await stateOf(draft)).toMatchObject({ revision: 2, unproven: ['37 %'] });
    const after = await look();
    expect(warning.exec(after)?.[1]).toBe('37 %');
    const bare = 'Complaints fell, and 41 of us saw it.';
    await visitor.post('/review', { ...fieldsOf(after), once: newId(), decision: 'save', body: bare });
    const last = await look();
    expect(last).not.toContain('Figures nobody gave');
    await visitor.post('/review', { ...fieldsOf(last), once: newId(), decision: 'approve', body: edited });
    expect(await stateOf(draft)).toMatchObject({ status: 'approved', unproven: [] });
  });

  it('makes no revision of an unchanged text, though browsers send other line ends', async () => {
    const { draft, token } = await drafted();
    const visitor = new Browser(web.url);
    const fields = fieldsOf(await text(visitor.get(`/review?token=${token}`)));
    await visitor.post('/review', { ...fields, decision: 'approve', body: HOSTILE.replaceAll('\n', '\r\n') });
    expect(await stateOf(draft)).toMatchObject({ status: 'approved', revision: 1 });
  });

  it('rejects with a reason only, and keeps the link and the typed text without one', async () => {
    const { draft, token } = await drafted();
    const visitor = new Browser(web.url);
    const fields = fieldsOf(await text(visitor.get(`/review?token=${token}`)));
    const bare = await visitor.post('/review', {
      ...fields,
      decision: 'reject',
      body: 'typed <b>so far</b>',
    });
    const html = await text(bare);
    expect([bare.status, html]).toEqual([400, expect.stringContaining('needs a reason')]);
    expect(html).toContain('typed &lt;b&gt;so far&lt;/b&gt;');
    expect((await visitor.post('/review', { ...fields, decision: 'maybe' })).status).toBe(400);
    expect((await stateOf(draft)).status).toBe('in_review');
    const done = await visitor.post('/review', {
      ...fields,
      once: newId(),
      decision: 'reject',
      reason: 'Too short.',
    });
    expect(await text(done)).toContain('Nothing was posted or traded');
    expect(await stateOf(draft)).toMatchObject({ status: 'rejected', reason: 'Too short.', revision: 1 });
  });

  it('previews and saves a text by the link, which stays good, then asks for another draft with feedback', async () => {
    const { draft, token } = await drafted();
    const visitor = new Browser(web.url);
    const fields = fieldsOf(await text(visitor.get(`/review?token=${token}`)));
    const body = `${HOSTILE}\n\nRead by <b>John Doe</b>.`;
    const look = await text(visitor.post('/review', { ...fields, decision: 'preview', body }));
    expect(look).toContain('Not saved yet');
    expect(look).toMatch(/<ins>[^<]*Read by &lt;b&gt;John Doe/);
    expect((await stateOf(draft)).revision).toBe(1);
    const saved = await visitor.post('/review', { ...fields, decision: 'save', body });
    expect([saved.status, saved.headers.get('location')]).toEqual([303, `/review?token=${token}`]);
    const page = await text(visitor.get(`/review?token=${token}`));
    expect(page).toContain('Revision 2 by you');
    expect(await stateOf(draft)).toMatchObject({ revision: 2, status: 'in_review', body });

    const bare = await visitor.post('/review', { ...fieldsOf(page), decision: 'regenerate' });
    expect([bare.status, await text(bare)]).toEqual([400, expect.stringContaining('needs your feedback')]);
    const again = await visitor.post('/review', {
      ...fieldsOf(page),
      decision: 'regenerate',
      reason: 'Shorter, please.',
    });
    expect(await text(again)).toContain('Another draft is being written');
    const replaced = await stateOf(draft);
    expect(replaced).toMatchObject({ status: 'rejected', reason: 'Shorter, please.', decidedBy: 'customer' });
    const runtime = web.app.get<AgentRuntime>(AGENT_RUNTIME, { strict: false });
    const asked: unknown[] = [];
    const real = runtime.run.bind(runtime);
    runtime.run = (input) => {
      asked.push(input.regeneration);
      return Promise.resolve(outcome);
    };
    await bench.work(replaced.nextRunId ?? '').finally(() => (runtime.run = real));
    expect(asked).toEqual([{ number: 1, feedback: 'Shorter, please.' }]);
    expect((await bench.draftOf(replaced.nextRunId ?? '')).status).toBe('in_review');
    expect((await visitor.get(`/review?token=${token}`)).status).toBe(410);
  });

  it('lets nobody approve what was changed after the page was opened', async () => {
    const { draft, token } = await drafted();
    const visitor = new Browser(web.url);
    const fields = fieldsOf(await text(visitor.get(`/review?token=${token}`)));
    await bench.call(
      'deliverable.edit',
      draft.id,
      { version: draft.version, body: 'Ops changed it.' },
      staff('ops'),
    );
    const late = await visitor.post('/review', { ...fields, decision: 'approve', body: HOSTILE });
    expect([late.status, await text(late)]).toEqual([409, expect.stringContaining('was changed since')]);
    expect((await stateOf(draft)).status).toBe('in_review');
  });

  it('shows status, trial end and waiting drafts behind the login, and decides there too', async () => {
    const { draft, browser, customerId } = await drafted();
    const home = await text(browser.get('/portal'));
    expect(home).toContain(`Company ${customerId.slice(-12)}`);
    expect(home).toMatch(/running<\/span> \d days left/);
    expect(home).toMatch(/It ends on [^]*\(Asia\/Kolkata\)/);
    expect(home).toContain(`/portal/approvals/${draft.id}`);
    expect(home).not.toContain('<b>analysis</b>');
    const page = await text(browser.get(`/portal/approvals/${draft.id}`));
    const fields = { ...fieldsOf(page), decision: 'approve', body: HOSTILE };
    const approved = await browser.post(`/portal/approvals/${draft.id}`, fields);
    expect(await text(approved)).toContain('Approved. The draft is yours to keep');
    expect(await stateOf(draft)).toMatchObject({ status: 'approved', decidedBy: 'customer' });
    const twice = await browser.post(`/portal/approvals/${draft.id}`, { ...fields, once: newId() });
    expect([twice.status, await text(twice)]).toEqual([409, expect.stringContaining('decided before')]);
    const list = await text(browser.get('/portal/approvals'));
    expect(list).toMatch(new RegExp(`"/portal/approvals/${draft.id}"[^]*good">approved`));
    const later = await text(browser.get('/portal'));
    expect(later).not.toContain('A draft waits for you');
    expect(later).toMatch(
      new RegExp(
        `Your deliverables[^]*"/portal/approvals/${draft.id}">BTC &lt;[^]*good">approved<[^]*Asia/Kolkata`,
      ),
    );
    expect(await text(browser.get(`/portal/approvals/${draft.id}`))).toContain('Read it again');
  });

  it('gives deliverables as files, after the trial too, and writes each download down', async () => {
    const [mine, other] = [await drafted(), await drafted()];
    const { draft, browser, customerId } = mine;
    await web.sql(`update trial set status = 'expired' where customer_id = ?`, [customerId]);
    const [md, html, txt] = [
      await browser.get(`/portal/downloads/${draft.id}/md`),
      await browser.get(`/portal/downloads/${draft.id}/html`),
      await browser.get(`/portal/downloads/${draft.id}/txt`),
    ];
    const stem =
      /attachment; filename="\d{4}-\d\d-\d\d_btc-textarea-b-analysis-b_[0-9a-f]{6}\.(md|html|txt)"/;
    for (const file of [md, html, txt]) {
      expect(file.headers.get('content-disposition')).toMatch(stem);
      expect(file.headers.get('x-content-type-options')).toBe('nosniff');
      expect(file.headers.get('content-security-policy')).toContain('sandbox');
    }
    expect(await text(md)).toContain(`${HOSTILE}\n\n---`);
    const page = await text(html);
    expect(page).toContain('<td>97,000</td>');
    expect(page).not.toMatch(/<script|<img|href="javascript:|<b>analysis/);
    expect(await text(txt)).toMatch(/97,000 +up/);

    const zip = await browser.get('/portal/downloads/all.zip');
    expect([zip.status, zip.headers.get('content-type')]).toEqual([200, 'application/zip']);
    const bytes = Buffer.from(await zip.arrayBuffer()).toString('latin1');
    expect(bytes.slice(0, 2)).toBe('PK');
    expect(bytes.split('PK\u0001\u0002')).toHaveLength(3);
    expect(bytes).toContain('| 97,000 | up |');

    expect((await browser.get(`/portal/downloads/${other.draft.id}/md`)).status).toBe(404);
    expect((await browser.get(`/portal/downloads/${draft.id}/exe`)).status).toBe(404);
    expect((await new Browser(web.url).get('/portal/downloads/all.zip')).status).toBe(303);
    const written = await web.sql<{ type: string; n: number }>(
      `select type, count(*)::int as n from history_entry
        where customer_id = ? and type like '%downloaded' group by type order by type`,
      [customerId],
    );
    expect(written).toEqual([
      { type: 'customer.deliverables_downloaded', n: 1 },
      { type: 'deliverable.downloaded', n: 3 },
    ]);
  });

  it('keeps the drafts of others to themselves', async () => {
    const [mine, other] = [await drafted(), await drafted()];
    const address = `/portal/approvals/${other.draft.id}`;
    expect((await mine.browser.get(address)).status).toBe(404);
    const fields = { version: String(other.draft.version), decision: 'approve', body: HOSTILE };
    expect((await mine.browser.post(address, fields)).status).toBe(404);
    expect((await new Browser(web.url).post(address, fields)).status).toBe(401);
    const turned = await new Browser(web.url).get(address);
    expect(turned.headers.get('location')).toBe(`/portal/login?next=${address}`);
    expect((await mine.browser.get('/portal/approvals/not-an-id')).status).toBe(404);
    expect((await stateOf(other.draft)).status).toBe('in_review');
  });
});
