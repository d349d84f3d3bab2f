import {
  ICalAlarmType,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendar,
  ICalCalendarMethod,
  type ICalEvent,
  ICalEventBusyStatus,
  ICalEventStatus,
} from 'ical-generator';
import { DateTime } from 'luxon';
import { oneLine } from '../rendering/one-line.js';
import type { AttendeeRole, CalendarAttendee, CalendarFile, CalendarInvite } from './calendar-invite.js';
import { timezoneBlock } from './timezone-block.js';

const REMINDER_SECONDS = 15 * 60;

const roles: Readonly<Record<AttendeeRole, ICalAttendeeRole>> = {
  chair: ICalAttendeeRole.CHAIR,
  required: ICalAttendeeRole.REQ,
  optional: ICalAttendeeRole.OPT,
};

/**
 * The `.ics` file of one meeting (RFC 5545 and 5546), as Google, Outlook and Apple calendars take it.
 * Local times come with their VTIMEZONE; a zone the time zone data does not know is written in UTC.
 */
export function buildCalendarFile(invite: CalendarInvite): CalendarFile {
  const zone = timezoneBlock(invite.zone);
  const calendar = new ICalCalendar({
    prodId: { company: 'WAOOAW', product: 'Customer Onboarding', language: 'EN' },
    method: ICalCalendarMethod[invite.method],
    // Without a name: with one the library writes DTSTAMP in that zone, and it must be UTC.
    timezone: zone ? { name: null, generator: () => zone.block } : null,
  });
  addEvent(calendar, invite, zone?.id ?? null);
  return { filename: 'invite.ics', method: invite.method, content: calendar.toString() };
}

function addEvent(calendar: ICalCalendar, invite: CalendarInvite, zone: string | null): void {
  const cancelled = invite.method === 'CANCEL';
  const event = calendar.createEvent({
    id: oneLine(invite.uid),
    sequence: invite.sequence,
    stamp: utc(invite.writtenAt),
    start: utc(invite.startsAt),
    end: utc(invite.endsAt),
    timezone: zone,
    summary: oneLine(invite.title),
    description: description(invite),
    location: invite.meetingUrl,
    status: statusOf(invite),
    busystatus: cancelled ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
    organizer: { name: parameter(invite.organizer.name), email: parameter(invite.organizer.email) },
  });
  for (const attendee of invite.attendees) addAttendee(event, attendee, cancelled);
  if (!cancelled) event.createAlarm({ type: ICalAlarmType.display, triggerBefore: REMINDER_SECONDS });
}

/** Uninviting somebody leaves the status out: with it the whole meeting would be cancelled (RFC 5546, 3.2.5). */
function statusOf({ method, uninvites = false }: CalendarInvite): ICalEventStatus | null {
  if (method === 'REQUEST') return ICalEventStatus.CONFIRMED;
  return uninvites ? null : ICalEventStatus.CANCELLED;
}

/** The link stands here too and not in URL: the library escapes that one as text, which breaks it. */
function description({ description: text, meetingUrl }: CalendarInvite): string {
  return meetingUrl ? `${text}\n\nJoin: ${meetingUrl}` : text;
}

function addAttendee(event: ICalEvent, { name, email, role }: CalendarAttendee, cancelled: boolean): void {
  event.createAttendee({
    name: parameter(name),
    email: parameter(email),
    role: roles[role],
    type: ICalAttendeeType.INDIVIDUAL,
    status: ICalAttendeeStatus.NEEDSACTION,
    rsvp: !cancelled,
  });
}

/** A JavaScript Date would be written in the machine's zone: the library moves only Luxon times. */
function utc(instant: Date): DateTime {
  return DateTime.fromJSDate(instant, { zone: 'utc' });
}

/** A quote would end a quoted parameter: RFC 5545 has no way to escape one. */
function parameter(text: string): string {
  return oneLine(text.replaceAll('"', "'"));
}
