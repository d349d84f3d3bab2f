import { customer, GoalBench } from '../support/goal-bench.js';
import { signedIn, textOf as text } from '../support/portal-forms.js';
import { startWeb, type TestWeb } from '../support/web.js';

describe('A paused goal in the portal', () => {
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
});
