import { longSpan, sameWallTime } from '../rendering/zoned-times.js';
import type { CalendarInvite } from '../calendar/calendar-invite.js';
import type { CallData } from './fields.js';

/** When a call is, for the customer and for whoever leads it; one line when both walls show the same. */
export function callTimes(call: CallData): { label: string; span: string }[] {
  const { startsAt, endsAt, customerZone, csmZone, organizer } = call;
  const yours = { label: 'Your time', span: longSpan(startsAt, endsAt, customerZone) };
  if (sameWallTime(startsAt, customerZone, csmZone)) return [yours];
  return [yours, { label: `${organizer.name}'s time`, span: longSpan(startsAt, endsAt, csmZone) }];
}

export function callMinutes({ startsAt, endsAt }: CallData): number {
  return Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000);
}

/** The calendar file of a call, from the very data its mail is written from. */
export function callCalendar(call: CallData, method: CalendarInvite['method']): CalendarInvite {
  const { uid, sequence, title, agenda, startsAt, endsAt, organizer, attendees, meetingUrl, writtenAt } =
    call;
  const description = agenda.map((item) => `• ${item}`).join('\n');
  const zone = call.customerZone;
  return {
    uid,
    sequence,
    method,
    title,
    description,
    startsAt,
    endsAt,
    zone,
    organizer,
    attendees,
    meetingUrl,
    writtenAt,
  };
}
