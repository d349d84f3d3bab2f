import type { DemoStep } from '../script.js';
import type { Walk } from '../walk.js';
import type { Week } from './week.js';
import { WeekClock } from './week-clock.js';

export const ZONE = 'Asia/Kolkata';

/** Before the walk: a Thursday at ten, so that day 5 is a working day of the managers'; and a market that rises. */
export const BEFORE_WEEK: DemoStep<Walk> = {
  step: 'clock',
  title: 'The clock moves on to a Thursday at ten; the market rises',
  play: async (walk) => {
    const clock = new WeekClock(walk.rest, ZONE);
    const now = await clock.now();
    for (let days = 0; days <= 8; days += 1) {
      const at = clock.wall(now, days, '10:00');
      if (at <= now || !clock.date(at).startsWith('Thu')) continue;
      await clock.to(at);
      break;
    }
    await walk.rest.post('/sandbox/market', { mood: 'rising' });
    return { now: (await clock.now()).toISOString() };
  },
};

/** The mails of the walk to a live trial, in their order. */
export function expectWalkMails(week: Week): void {
  week.expectMail(
    week.customer,
    'verify e-mail',
    'call invite',
    'welcome',
    'call changed',
    'set-up guide',
    'connect link',
    'check-in invite',
    'trial started',
    'draft',
    'survey',
    'summary',
  );
  week.expectMail(week.manager, 'call invite', 'call changed', 'check-in invite', 'notice: goal waits');
  week.expectMail(`accounts@${week.walk.domain}`, 'call invite', 'survey');
}
