import { newId } from '../../src/platform/ids/new-id.js';
import { customer, GoalBench } from '../support/goal-bench.js';
import { PortalPeople } from '../support/portal.js';
import { signedIn, textOf as text } from '../support/portal-forms.js';
import { startWeb, type TestWeb } from '../support/web.js';

const location = (response: Response) => response.headers.get('location') ?? '';

describe('What waits, is paused and is withdrawn in the portal', () => {
  let web: TestWeb;
  let bench: GoalBench;
  beforeAll(async () => {
    web = await startWeb();
    bench = new GoalBench(web);
  });
  afterAll(() => web?.close());

  it('leaves paused what our team paused, and says who did, why, and whom to write to', async () => {
    const { customerId, goal } = await bench.withGoal();
    const browser = await signedIn(web, customerId);
    await bench.call('goal.pause', goal.id, { reason: 'The drafts repeat <each> other.' });
    const [manager] = await web.sql<{ email: string }>(
      'select m.email from customer c join csm m on m.id = c.csm_id where c.id = ?',
      [customerId],
    );
    const page = await text(browser.get('/portal/goals'));
    expect(page).toContain('Our team paused it: The drafts repeat &lt;each&gt; other.');
    expect(page).toContain(`mailto:${manager?.email}`);
    expect(page).not.toContain('>Resume<');
    const pressed = await browser.post(`/portal/goals/${goal.id}/resume`);
    const refused = await text(pressed);
    expect([pressed.status, refused]).toEqual([
      409,
      expect.stringMatching(/paused by our team[^]*The drafts repeat &lt;each&gt; other\.[^]*Write to/),
    ]);
    expect(refused).toContain(manager?.email);
    expect((await bench.refusal('goal.resume', goal.id, {}, customer(customerId))).code).toBe(
      'goal_paused_by_us',
    );
    expect((await bench.goals.goal(goal.id)).status).toBe('paused');
    expect(await bench.call('goal.resume', goal.id)).toMatchObject({
      ...{ status: 'approved', pauseReason: null, pausedBy: null, pauseNote: null },
    });
  });

  it('resumes itself what waited for a connection, once that works again', async () => {
    const { customerId, goal } = await bench.withGoal();
    const browser = await signedIn(web, customerId);
    const held = (status: string) =>
      web.sql('update credential set status = ? where customer_id = ?', [status, customerId]);
    await held('invalid');
    await web.sql("update goal set status = 'paused', pause_reason = 'credential' where id = ?", [goal.id]);
    expect(await bench.refusal('goal.resume', goal.id, {}, customer(customerId))).toMatchObject({
      code: 'goal_credential_not_active',
    });
    await held('active');
    expect((await browser.post(`/portal/goals/${goal.id}/resume`)).status).toBe(303);
    expect((await bench.goals.goal(goal.id)).status).toBe('approved');
    for (const reason of ['trial_ended', 'customer_suspended']) {
      await web.sql("update goal set status = 'paused', pause_reason = ? where id = ?", [reason, goal.id]);
      expect((await bench.refusal('goal.resume', goal.id, {}, customer(customerId))).code).toBe(
        'goal_goes_on_by_itself',
      );
    }
  });

  it('withdraws what was not approved, once; of an approval at the same time one wins', async () => {
    const { customerId, agentId, trial } = await bench.onTrial();
    const browser = await signedIn(web, customerId);
    const [waiting, refused, raced, approved] = [
      await bench.createGoal(customerId, agentId),
      await bench.createGoal(customerId, agentId),
      await bench.createGoal(customerId, agentId),
      await bench.createGoal(customerId, agentId),
    ] as const;
    await bench.call('goal.reject', refused.id, { version: refused.version, reason: 'Twice the same.' });
    await bench.call('goal.approve', approved.id, { version: approved.version });
    const withdraw = (id: string, once: string = newId()) =>
      browser.post(`/portal/goals/${id}/withdraw`, { once });
    const statusOf = async (id: string) => (await bench.goals.goal(id)).status;

    expect((await text(browser.get('/portal/goals'))).match(/>Withdraw</g)).toHaveLength(3);
    const once = newId();
    const [first, again] = [await withdraw(waiting.id, once), await withdraw(waiting.id, once)];
    expect([first.status, again.status, location(again)]).toEqual([303, 303, location(first)]);
    const page = await text(browser.get(location(first)));
    expect(page).toContain(`✓ Withdrawn:</b> <span dir="auto">${waiting.name}<`);
    expect(page.match(/>Withdraw</g)).toHaveLength(2);
    const other = await signedIn(web, (await bench.onTrial()).customerId);
    expect(await text(other.get(location(first)))).not.toContain('✓');
    const late = await withdraw(waiting.id);
    expect([late.status, await text(late)]).toEqual([409, expect.stringContaining('The goal is archived')]);

    await web.sql("update trial set status = 'expired', ended_at = ends_at where id = ?", [trial.id]);
    expect((await withdraw(refused.id)).status).toBe(303);
    await web.sql("update trial set status = 'active', ended_at = null where id = ?", [trial.id]);

    const running = await withdraw(approved.id);
    expect([running.status, await text(running), await statusOf(approved.id)]).toEqual([
      409,
      expect.stringMatching(/was approved before[^]*is approved[^]*Pause it/),
      'approved',
    ]);
    const [mine, theirs] = await Promise.all([
      withdraw(raced.id),
      bench.call('goal.approve', raced.id, { version: raced.version }).then(
        () => 'approved',
        () => 'refused',
      ),
    ]);
    expect([mine.status, theirs, await statusOf(raced.id)]).toEqual(
      theirs === 'approved' ? [409, 'approved', 'approved'] : [303, 'refused', 'archived'],
    );
  });

  it('names the first of many drafts that wait, and leads to all', async () => {
    const outcome = { kind: 'completed', title: 'The <first>', body: 'Read me.', proposal: null } as const;
    const { customerId, draft, browser } = await new PortalPeople(web).drafted(bench, {
      ...outcome,
      remarks: [],
      tokens: 100,
    });
    expect(await text(browser.get('/portal/goals'))).toContain('A draft waits for you:</b>');
    await web.sql(
      `with made as (select id::uuid from json_array_elements_text(?::json) id),
            runs as (insert into goal_run select
              (json_populate_record(r, json_build_object('id', made.id, 'trigger', 'manual'))).*
                from goal_run r, made where r.customer_id = ? returning id)
       insert into deliverable select (json_populate_record(d, json_build_object(
           'id', runs.id, 'run_id', runs.id, 'title', 'Later', 'created_at', d.created_at + interval '1 hour'))).*
         from deliverable d, runs where d.id = ?`,
      [JSON.stringify([newId(), newId()]), customerId, draft.id],
    );
    for (const page of ['/portal', '/portal/goals']) {
      const html = await text(browser.get(page));
      expect(html).toMatch(
        /3 drafts wait for you, the first since <time[^]*\(Asia\/Kolkata\)<\/time>:<\/b> <span dir="auto">The &lt;first/,
      );
      expect(html).toContain(`href="/portal/approvals/${draft.id}">Review the first`);
    }
  });
});
