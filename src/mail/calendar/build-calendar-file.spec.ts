import ICAL from 'ical.js';
import { buildCalendarFile } from './build-calendar-file.js';
import type { CalendarInvite } from './calendar-invite.js';

const invite: CalendarInvite = {
  uid: '019c5a11-7d5e-7000-8000-000000000001@waooaw.com',
  sequence: 0,
  method: 'REQUEST',
  title: 'WAOOAW onboarding call',
  description: 'We configure everything together; bring your logins, please.\nSee you there.',
  startsAt: new Date('2026-02-12T04:30:00Z'),
  endsAt: new Date('2026-02-12T05:00:00Z'),
  zone: 'Asia/Kolkata',
  organizer: { name: 'Sarah Johnson', email: 'sarah@waooaw.com' },
  attendees: [
    { name: 'Sarah Johnson', email: 'sarah@waooaw.com', role: 'chair' },
    { name: 'John Doe', email: 'john@example.com', role: 'required' },
    { name: 'Priya Sharma', email: 'priya@waooaw.com', role: 'optional' },
  ],
  meetingUrl: 'https://meet.example.com/abc-defg?x=1,2;3',
  writtenAt: new Date('2026-02-11T10:00:00Z'),
};

function parse(changes: Partial<CalendarInvite> = {}) {
  const file = buildCalendarFile({ ...invite, ...changes });
  const calendar = new ICAL.Component(ICAL.parse(file.content) as unknown[]);
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  const component = calendar.getFirstSubcomponent('vevent')!;
  return { file, calendar, component, event: new ICAL.Event(component) };
}

describe('buildCalendarFile', () => {
  afterEach(() => ICAL.TimezoneService.reset());

  it('invites: method, uid, sequence, title, link and description as they were given', () => {
    const { file, calendar, component, event } = parse();
    expect(file).toMatchObject({ filename: 'invite.ics', method: 'REQUEST' });
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
    expect(event.uid).toBe(invite.uid);
    expect(event.sequence).toBe(0);
    expect(event.summary).toBe(invite.title);
    expect(event.description).toBe(`${invite.description}\n\nJoin: ${invite.meetingUrl}`);
    expect(event.location).toBe(invite.meetingUrl);
    expect(component.getFirstPropertyValue('status')).toBe('CONFIRMED');
    expect(String(component.getFirstPropertyValue('dtstamp'))).toBe('2026-02-11T10:00:00Z');
    expect(component.getAllSubcomponents('valarm')).toHaveLength(1);
  });

  it('names the organizer and each attendee with the role', () => {
    const { component } = parse();
    const organizer = component.getFirstProperty('organizer')!;
    expect(organizer.getFirstValue()).toBe('mailto:sarah@waooaw.com');
    expect(organizer.getParameter('cn')).toBe('Sarah Johnson');
    const attendees = component
      .getAllProperties('attendee')
      .map((one) => [
        one.getFirstValue(),
        one.getParameter('cn'),
        one.getParameter('role'),
        one.getParameter('rsvp'),
      ]);
    expect(attendees).toEqual([
      ['MAILTO:sarah@waooaw.com', 'Sarah Johnson', 'CHAIR', 'TRUE'],
      ['MAILTO:john@example.com', 'John Doe', 'REQ-PARTICIPANT', 'TRUE'],
      ['MAILTO:priya@waooaw.com', 'Priya Sharma', 'OPT-PARTICIPANT', 'TRUE'],
    ]);
  });

  it('cancels under the same uid with the next sequence', () => {
    const { calendar, component, event } = parse({ method: 'CANCEL', sequence: 2 });
    expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(event.uid).toBe(invite.uid);
    expect(event.sequence).toBe(2);
    expect(component.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(component.getAllSubcomponents('valarm')).toHaveLength(0);
  });

  it.each([
    ['Asia/Kolkata', '2026-02-12T04:30:00Z', '2026-02-12T10:00:00', 'Asia/Kolkata'],
    ['Asia/Calcutta', '2026-02-12T04:30:00Z', '2026-02-12T10:00:00', 'Asia/Kolkata'],
    ['Asia/Kathmandu', '2026-02-12T04:30:00Z', '2026-02-12T10:15:00', 'Asia/Kathmandu'],
    ['America/New_York', '2026-03-07T15:00:00Z', '2026-03-07T10:00:00', 'America/New_York'],
    ['America/New_York', '2026-03-09T14:00:00Z', '2026-03-09T10:00:00', 'America/New_York'],
    ['Europe/London', '2026-07-01T09:00:00Z', '2026-07-01T10:00:00', 'Europe/London'],
    ['Australia/Lord_Howe', '2026-12-01T00:00:00Z', '2026-12-01T11:00:00', 'Australia/Lord_Howe'],
    ['America/Los_Angeles', '2026-02-12T18:00:00Z', '2026-02-12T10:00:00', 'America/Los_Angeles'],
  ])('names the same instant to a calendar in %s (%s)', (zone, instant, wall, tzid) => {
    const startsAt = new Date(instant);
    const endsAt = new Date(startsAt.getTime() + 30 * 60_000);
    const { event, component, calendar } = parse({ zone, startsAt, endsAt });
    const start = component.getFirstProperty('dtstart')!;
    expect(start.getParameter('tzid')).toBe(tzid);
    expect(calendar.getFirstSubcomponent('vtimezone')!.getFirstPropertyValue('tzid')).toBe(tzid);
    expect(String(start.getFirstValue())).toBe(wall);
    expect(event.startDate.toJSDate()).toEqual(startsAt);
    expect(event.endDate.toJSDate()).toEqual(endsAt);
  });

  it('does not hang on the zone of the machine', () => {
    const before = process.env['TZ'];
    try {
      process.env['TZ'] = 'Pacific/Auckland';
      expect(parse().event.startDate.toJSDate()).toEqual(invite.startsAt);
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });

  it('writes UTC when the zone data does not know the zone', () => {
    const { event, calendar } = parse({ zone: 'Mars/Olympus' });
    expect(calendar.getFirstSubcomponent('vtimezone')).toBeNull();
    expect(event.startDate.toJSDate()).toEqual(invite.startsAt);
    expect(String(event.startDate)).toBe('2026-02-12T04:30:00Z');
  });

  it('lets no name, title or text start a line of its own', () => {
    const evil = 'Eve"\r\nATTENDEE:mailto:eve@example.com\r\nX-EVIL:1';
    const { file, component, event } = parse({
      title: evil,
      description: evil,
      organizer: { name: evil, email: 'sarah@waooaw.com' },
      attendees: [{ name: evil, email: 'john@example.com', role: 'required' }],
    });
    expect(component.getAllProperties('attendee')).toHaveLength(1);
    expect(component.getAllProperties('x-evil')).toHaveLength(0);
    expect(event.description).toContain('ATTENDEE:mailto:eve@example.com');
    expect(file.content.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });
});
