import { DateTime } from 'luxon';
import type { CallPageView } from '../calls/call-page.js';
import { newId } from '../platform/ids/new-id.js';
import type { Page } from '../platform/pages/pages.js';
import { portalPage } from './portal-page.js';

/** What was just done, as the page says it. */
const DONE: Readonly<Record<string, string>> = {
  moved: 'Done: the call has its new time. The invite that changes your calendar is on its way by mail.',
  people: 'Done: everybody concerned gets a mail with the changed calendar invite.',
};

const STANDING: Readonly<Record<CallPageView['status'], string | null>> = {
  scheduled: null,
  held: 'This call was held.',
  no_show: 'We missed each other at this time. Pick another one below.',
  cancelled: 'This call is cancelled.',
};

interface Typed {
  readonly name?: unknown;
  readonly email?: unknown;
  readonly position?: unknown;
  readonly reason?: unknown;
}

/** The page of a call, in the customer's and the manager's time, with what can be changed there. */
export function callPage(view: CallPageView, token: string, done?: unknown, typed: Typed = {}): Page {
  const { call, status } = view;
  const sameZone = sameWall(call.startsAt, call.customerZone, call.csmZone);
  const data = {
    ...view,
    token,
    once: newId(),
    sameZone,
    typed,
    done: typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : undefined,
    standing: STANDING[status],
    missed: status === 'no_show',
    scheduled: status === 'scheduled',
    isLast: view.movesLeft === 1,
    days: view.days.map(({ day, slots }) => ({
      title: DateTime.fromISO(day, { zone: 'utc' }).toFormat('cccc d LLLL'),
      slots: slots.map(({ startsAt }) => ({
        at: startsAt.toISOString(),
        yours: clock(startsAt, call.customerZone),
        theirs: sameZone ? null : theirTime(startsAt, call.customerZone, call.csmZone),
        now: status === 'scheduled' && startsAt.getTime() === call.startsAt.getTime(),
      })),
    })),
    guests: view.guests.map((guest) => ({ ...guest, removable: view.open && view.guests.length > 1 })),
  };
  return portalPage('call', call.title, data, { wide: true });
}

const wall = (at: Date, zone: string): DateTime => DateTime.fromJSDate(at, { zone });
const clock = (at: Date, zone: string): string => wall(at, zone).toFormat('HH:mm');

/** With its weekday where that is another one than the customer's. */
function theirTime(at: Date, yours: string, theirs: string): string {
  const same = wall(at, yours).toISODate() === wall(at, theirs).toISODate();
  return wall(at, theirs).toFormat(same ? 'HH:mm' : 'ccc HH:mm');
}

const sameWall = (at: Date, one: string, other: string): boolean =>
  wall(at, one).offset === wall(at, other).offset;
