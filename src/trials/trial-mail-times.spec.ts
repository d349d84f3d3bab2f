import { isHeldClass } from '../mail/templates/mail-templates.js';
import { trialEndsAt } from './limits.js';
import { checkInMailTime, collide, noticeTime } from './trial-mail-times.js';

const at = (text: string): Date => new Date(text);

describe('Mails on how a trial stands', () => {
  it('tell of the end a day before it, and of the check-in on its morning or the day before', () => {
    expect(noticeTime(at('2026-02-19T04:30:00Z'))).toEqual(at('2026-02-18T04:30:00Z'));
    expect(checkInMailTime(at('2026-02-17T04:30:00Z'), 'Asia/Kolkata')).toEqual(at('2026-02-17T02:30:00Z'));
    expect(checkInMailTime(at('2026-02-17T03:00:00Z'), 'Asia/Kolkata')).toEqual(at('2026-02-16T02:30:00Z'));
  });

  it.each(['Asia/Kolkata', 'Asia/Kathmandu', 'America/New_York', 'Australia/Lord_Howe', 'UTC'])(
    'do not meet in %s where the call is on day 5, at whatever hour the trial was activated',
    (zone) => {
      for (let hour = 0; hour < 24 * 14; hour += 1) {
        const activated = new Date(at('2026-03-01T00:15:00Z').getTime() + hour * 3_600_000);
        const call = new Date(activated.getTime() + 5 * 86_400_000);
        const pair = [checkInMailTime(call, zone), noticeTime(trialEndsAt(activated))] as const;
        expect([activated.toISOString(), collide(...pair, zone)]).toEqual([activated.toISOString(), false]);
      }
    },
  );

  it('meet on one day, and over a night', () => {
    const zone = 'Asia/Kolkata';
    expect(collide(at('2026-02-18T02:30:00Z'), at('2026-02-18T12:00:00Z'), zone)).toBe(true);
    expect(collide(at('2026-02-18T15:30:00Z'), at('2026-02-19T02:30:00Z'), zone)).toBe(true);
    expect(collide(at('2026-02-17T02:30:00Z'), at('2026-02-18T12:00:00Z'), zone)).toBe(false);
  });

  it('leave at their hour, however many reminders leave that day', () => {
    expect((['trial_check_in', 'trial_ending', 'trial_ended'] as const).map(isHeldClass)).toEqual([
      false,
      false,
      false,
    ]);
  });
});
