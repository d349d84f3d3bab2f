import { buildCalendarFile } from '../mail/calendar/build-calendar-file.js';
import { callCalendar } from '../mail/templates/call-times.js';
import { callData } from './call-data.js';
import type { Call } from './call.entity.js';

const call = {
  id: 'call',
  customerId: 'customer',
  kind: 'onboarding',
  status: 'scheduled',
  startsAt: new Date('2026-02-12T18:00:00Z'),
  minutes: 30,
  startedAt: null,
  endedAt: null,
  csmId: 'csm',
  attendees: [
    { name: 'Alex Kumar', email: 'Alex@waooaw.com', role: 'csm' },
    { name: 'John Doe', email: 'john@example.com', role: 'customer' },
  ],
  meetingLink: 'https://meet.example.com/x',
  icsUid: 'uid-1',
  icsSequence: 2,
  slotReason: null,
  outcome: null,
  outcomeReason: null,
  createdAt: new Date('2026-02-12T09:00:00Z'),
  version: 1,
} as Call;
const people = {
  companyName: 'Northwind Analytics Ltd',
  customerZone: 'America/Los_Angeles',
  csm: { name: 'Alex Kumar', email: 'alex@waooaw.com', timezone: 'Asia/Kolkata' },
};

describe('What mails tell of a call', () => {
  it('is led by the CSM, who is invited once, and lasts as long as planned', () => {
    const data = callData(call, people, new Date('2026-02-12T09:00:00Z'));
    expect(data.attendees).toEqual([
      { name: 'Alex Kumar', email: 'alex@waooaw.com', role: 'chair' },
      { name: 'John Doe', email: 'john@example.com', role: 'required' },
    ]);
    expect(data.endsAt).toEqual(new Date('2026-02-12T18:30:00Z'));
    expect(data.title).toBe('WAOOAW onboarding call: Northwind Analytics Ltd');
  });

  it('makes a calendar file with the same uid, sequence and instant', () => {
    const data = callData(call, people, new Date('2026-02-12T09:00:00Z'));
    const { content } = buildCalendarFile(callCalendar(data, 'REQUEST'));
    expect(content).toContain('UID:uid-1');
    expect(content).toContain('SEQUENCE:2');
    expect(content).toContain('DTSTART;TZID=America/Los_Angeles:20260212T100000');
  });
});
