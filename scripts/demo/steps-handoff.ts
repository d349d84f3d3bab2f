import { linkIn } from './inbox.js';
import { prove, type DemoStep } from './script.js';
import type { Json } from './rest.js';
import type { Walk } from './walk.js';

const READ_BY_THE_CUSTOMER = 'We agreed to look at the first three reports together on day 5.';

/** Steps 12–14, an escalation, the survey, and the Monday report. */
export const HANDOFF_STEPS: readonly DemoStep<Walk>[] = [
  {
    step: '12',
    title: 'Validation checklist; the call ends',
    play: async (walk) => {
      const said = await walk.sayLines(12);
      await walk.rest.post(`/calls/${walk.id('call')}/end`, { version: walk.callVersion });
      await walk.stepDone(12);
      return { said };
    },
  },
  {
    step: '13',
    title: "Session note in the runbook's template",
    play: async (walk) => {
      const draft = await walk.rest.get(`/customers/${walk.id('customer')}/session-note`);
      const body = String(draft.body);
      prove(
        body.startsWith('Onboarding Call - ') && body.includes('Trial Activated: Yes'),
        "the draft follows the runbook's template",
      );
      const note = await walk.rest.post(`/customers/${walk.id('customer')}/notes`, {
        kind: 'session',
        body,
        customerText: READ_BY_THE_CUSTOMER,
      });
      await walk.stepDone(13);
      return { note: note.id, firstLine: body.split('\n')[0] };
    },
  },
  {
    step: '14',
    title: 'Post-onboarding summary mail',
    play: async (walk) => {
      await walk.rest.post(`/customers/${walk.id('customer')}/summary-email`);
      const mail = await walk.inbox.expect(walk.email, /days to explore/);
      prove((mail.text ?? '').includes('7 days to explore!'), 'the mail says how long the trial lasts');
      prove(
        (mail.text ?? '').includes(READ_BY_THE_CUSTOMER),
        'the mail holds what the note says to the customer',
      );
      await walk.stepDone(14);
      return { mail: mail.subject };
    },
  },
  {
    step: 'escalate',
    title: 'A wish of the customer goes to product, and is answered',
    play: async (walk) => {
      const made = await walk.rest.post(`/customers/${walk.id('customer')}/escalations`, {
        trigger: 'feature_request',
        cause: 'Reports on ETH beside BTC',
      });
      const id = String(made.id);
      const seen = await walk.rest.post(`/escalations/${id}/acknowledge`, { version: made.version });
      const answered = await walk.rest.post(`/escalations/${id}/resolve`, {
        version: seen.version,
        resolution: 'Planned for the next release.',
      });
      prove(answered.status === 'resolved', 'the escalation is resolved');
      return { escalation: id, status: answered.status };
    },
  },
  {
    step: 'survey',
    title: 'The customer answers the survey',
    play: async (walk) => {
      const mail = await walk.inbox.expect(walk.email, /How was your onboarding call/);
      const link = linkIn(mail, '/survey');
      await walk.browser.open(link);
      await walk.browser.submit(new URL('/survey', link), {
        score: '5',
        comment: 'Quick and clear.',
      });
      return { mail: mail.subject, score: 5 };
    },
  },
  {
    step: 'report',
    title: 'The clock passes Monday; leadership finds this customer in the weekly report',
    play: async (walk) => {
      const { now } = await walk.rest.get<{ now: string }>('/sandbox/clock');
      const week = isoWeekIn(new Date(now), 'Asia/Kolkata');
      await walk.rest.post('/sandbox/clock', { advanceHours: hoursPastMonday(new Date(now)) });
      const report = await walk.rest.until<Json>(
        `/reports/weekly/${week}`,
        ({ status }) => status === 'sent',
      );
      const found = JSON.stringify(report.snapshot ?? report);
      prove(
        found.includes(walk.id('run')) || found.includes(walk.id('customer')),
        "the report holds this customer's records",
      );
      const mail = await walk.inbox.expect('ops-team@waooaw.com', new RegExp(week));
      return { week, mail: mail.subject };
    },
  },
];

/** ISO 8601 week of an instant in a zone, as `2026-W07`. */
function isoWeekIn(instant: Date, zone: string): string {
  const [year = 0, month = 1, day = 1] = new Intl.DateTimeFormat('en-CA', { timeZone: zone })
    .format(instant)
    .split('-')
    .map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  const week = Math.ceil(((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000 + 1) / 7);
  return `${date.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}

/** Hours to the next Monday 09:00 UTC, past the report's hour in any zone east of it. */
function hoursPastMonday(now: Date): number {
  const monday = new Date(now);
  monday.setUTCDate(monday.getUTCDate() + ((8 - (monday.getUTCDay() || 7)) % 7 || 7));
  monday.setUTCHours(9, 0, 0, 0);
  return (monday.getTime() - now.getTime()) / 3_600_000;
}
