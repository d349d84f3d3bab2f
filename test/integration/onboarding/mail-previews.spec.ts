import type { MailPreview, MailTemplatesView } from '../../../src/onboarding/mail-preview-view.js';
import { mailNames } from '../../../src/mail/templates/mail-templates.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { STAFF_ROLES, systemActor } from '../../../src/platform/unit-of-work/actor.js';
import { AGENT_TYPES } from '../../../src/agents/types/agent-types.js';
import { insertCustomer } from '../../support/customers.js';
import { insertFilled } from '../../support/filled-rows.js';
import { OnboardingRows } from '../../support/onboarding-rows.js';
import { ask, refusal, startRealPanel, type RealPanel } from '../../support/panel/real-panel.js';

const HOUR = 3_600_000;
const worker = systemActor('test');
/** What cannot be written for a customer who has everything, and why. */
const NOT_NOW: Readonly<Record<string, RegExp>> = {
  verify_email: /address is verified/i,
  staff_welcome: /about no customer/,
  credential_ending: /come near its end/,
  credential_broken: /has stopped working/,
  draft_reminder: /reminded of yet/,
  action_failed: /has failed/,
  waiting_nudge: /Nothing asks for this mail/,
  trial_ended: /The trial is active/,
  trial_extended: /No trial of this customer was extended/,
  trial_converted: /The trial is active/,
};

describe('A look at a mail before it is sent', () => {
  let panel: RealPanel;
  let rows: OnboardingRows;
  let fresh: string;

  /** Content and row versions of every table but sessions, which each request prolongs. */
  async function state(): Promise<unknown> {
    const tables = await panel.web.sql<{ name: string }>(
      `select format('%I.%I', n.nspname, relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and relkind = 'r' and relname <> 'session' order by 1`,
    );
    const counted: Record<string, unknown> = {};
    for (const { name } of tables)
      [counted[name]] = await panel.web.sql(
        `select count(*)::int as rows, sum(hashtext(t::text || t.xmin))::text as content from ${name} t`,
      );
    return counted;
  }
  const preview = async (template: string, id: string): Promise<MailPreview> => {
    const answer = await ask(panel.as.ops, `data/mail-templates/${template}/${id}`);
    expect([template, answer.status]).toEqual([template, 200]);
    return (await answer.json()) as MailPreview;
  };

  beforeAll(async () => {
    panel = await startRealPanel();
    fresh = await insertCustomer(panel.web, 'in_review');
    await panel.web.sql('update customer set email_verified_at = null where id = ?', [fresh]);
    rows = new OnboardingRows(panel.web);
    await rows.change(worker, 'test.filled', rows.customerId, (r) => r.customer());
    await rows.change(worker, 'test.filled', rows.customerId, async (r) => {
      const { ids, now, customerId } = r;
      await r.update('customer', customerId, { status: 'active', crm_id: 'crm-1', activated_at: now });
      await r.call(ids.call, 'onboarding', new Date(now.getTime() + HOUR));
      await r.update('call', ids.call, { started_at: now });
      await r.call(ids.checkIn, 'check_in', new Date(now.getTime() + 120 * HOUR));
      await r.agent();
      const settings = {
        ...AGENT_TYPES.trading.defaults,
        nickname: 'Alex - BTC Futures Trader',
        theme: 'Calm',
      };
      await r.update('agent', ids.agent, {
        status: 'configured',
        configured_at: now,
        settings: JSON.stringify(settings),
      });
      await r.trial();
      const endsAt = new Date(now.getTime() + 168 * HOUR);
      await r.update('trial', ids.trial, { status: 'active', activated_at: now, ends_at: endsAt });
      await r.credential();
      await r.goal();
      await r.deliverable();
      await r.update('deliverable', ids.deliverable, {
        status: 'in_review',
        decided_at: null,
        decided_by: null,
      });
      await r.mail('staff_notice', customerId);
    });
    const about = { id: newId(), customer_id: rows.customerId };
    await insertFilled(panel.web, 'survey', {
      ...about,
      call_id: rows.ids.call,
      email: 'john@example.com',
      name: 'John Doe',
    });
    await insertFilled(panel.web, 'containment', {
      ...about,
      id: newId(),
      cause: 'compromised_credentials',
      done: JSON.stringify({ platforms: ['Delta Exchange'], goals: 1, hadPassword: true }),
    });
    await panel.web.sql("update mail set params = ? where template = 'staff_notice'", [
      JSON.stringify({ kind: 'handed-over', fromId: await csmId(), count: 1, reason: 'Leave' }),
    ]);
    await panel.people.dispatch('report.build', '', { isoWeek: '2026-W07' });
  }, 120_000);
  afterAll(() => panel?.close());

  const csmId = async () =>
    (await panel.web.sql<{ id: string }>("select id from csm where email = 'alex@waooaw.com'"))[0]?.id;

  it('changes no row, for any template and customer; what cannot be written says why', async () => {
    const { templates } = (await (
      await ask(panel.as.ops, 'data/mail-templates')
    ).json()) as MailTemplatesView;
    expect(templates.map(({ name }) => name)).toEqual(mailNames);
    const before = await state();
    for (const name of mailNames) {
      const seen = await preview(name, rows.customerId);
      const document = await panel.as.ops.get(`/admin/documents/mail-templates/${name}/${rows.customerId}`);
      const why = NOT_NOW[name];
      if (why) {
        expect([name, seen.mail]).toEqual([name, null]);
        expect(seen.missing.join(' ')).toMatch(why);
        expect(document.status).toBe(404);
        continue;
      }
      expect([name, seen.missing]).toEqual([name, []]);
      const { mail } = seen;
      expect(mail?.subject.length).toBeGreaterThan(5);
      expect(mail?.from).toContain('@');
      expect(mail?.to).toMatch(/@|leadership/);
      expect(mail?.text).not.toMatch(/made-when-it-is-sent|link\.invalid|token=/);
      const html = await document.text();
      expect(html).toContain('</html>');
      expect(html).not.toMatch(/made-when-it-is-sent|link\.invalid|token=/);
    }
    expect((await preview('customer_welcome_email', rows.customerId)).mail).toMatchObject({
      to: expect.stringMatching(/^John Doe <john-/) as string,
      calendar: expect.stringMatching(/\.ics$/) as string,
      text: expect.stringContaining('[temporary password]') as string,
    });
    expect((await preview('verify_email', fresh)).mail?.subject).toMatch(/confirm/i);
    for (const name of mailNames) {
      const { mail, missing } = await preview(name, fresh);
      expect([name, mail === null]).toEqual([name, missing.length > 0]);
      for (const line of missing) expect(line).toMatch(/^[A-Z].*\.$/s);
    }
    expect(await state()).toEqual(before);
    expect(await panel.web.sql('select 1 from one_time_link')).toEqual([]);
    expect(await panel.web.sql('select 1 from customer_login')).toEqual([]);
  }, 60_000);

  it('is for those who walk with customers, and can do nothing in its frame', async () => {
    const paths = ['data/mail-templates', `data/mail-templates/verify_email/${fresh}`];
    for (const role of STAFF_ROLES)
      for (const path of [...paths, `documents/mail-templates/verify_email/${fresh}`, 'pages/mail-templates'])
        expect([role, path, (await panel.as[role].get(`/admin/${path}`)).status]).toEqual([
          role,
          path,
          ['ops', 'csm', 'admin'].includes(role) ? 200 : 403,
        ]);
    const { headers } = await panel.as.csm.get(`/admin/documents/mail-templates/verify_email/${fresh}`);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    for (const path of [
      `nothing/${fresh}`,
      `__proto__/${fresh}`,
      'verify_email/x',
      `verify_email/${newId()}`,
    ])
      expect(await refusal(await ask(panel.as.ops, `data/mail-templates/${path}`))).toEqual([
        404,
        'not_found',
      ]);
  });
});
