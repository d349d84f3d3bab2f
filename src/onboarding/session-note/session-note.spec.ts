import { draftSessionNote, type SessionFacts } from './session-note.js';

const at = (text: string): Date => new Date(text);

/** The runbook's own example. */
const facts: SessionFacts = {
  timezone: 'America/Los_Angeles',
  callAt: at('2026-02-12T18:00:00Z'),
  attendees: [{ name: 'John Doe', email: 'john@example.com' }],
  agent: { title: 'Marketing Agent', theme: 'Healthcare' },
  platforms: ['LinkedIn', 'Instagram'],
  goals: [
    { name: 'Daily LinkedIn post', when: '10 AM' },
    { name: 'Instagram story', when: '6 PM' },
  ],
  trial: { activatedAt: at('2026-02-12T18:00:00Z'), endsAt: at('2026-02-19T18:00:00Z') },
  checkInAt: at('2026-02-17T18:00:00Z'),
  notes:
    'Customer excited about LinkedIn automation. Slight confusion on approval workflow - sent follow-up email with screenshots.',
};

const TEMPLATE = `Onboarding Call - 2026-02-12 10:00 AM PST
Attendee: John Doe (john@example.com)
Agent: Marketing Agent (Healthcare)
Platforms: LinkedIn, Instagram
Goals: Daily LinkedIn post (10 AM), Instagram story (6 PM)
Trial Activated: Yes (expires 2026-02-19 10:00 AM)
Next Check-in: 2026-02-17 (Day 5)
Notes: Customer excited about LinkedIn automation. Slight confusion on approval workflow - sent follow-up email with screenshots.`;

const line = (label: string, changes: Partial<SessionFacts>): string | undefined =>
  draftSessionNote({ ...facts, ...changes })
    .split('\n')
    .find((one) => one.startsWith(label));

describe(draftSessionNote.name, () => {
  it("writes the runbook's template to the letter", () => {
    expect(draftSessionNote(facts)).toBe(TEMPLATE);
  });

  it.each([
    ['Asia/Kolkata', '2026-02-12 11:30 PM IST'],
    ['America/New_York', '2026-02-12 01:00 PM EST'],
    ['Europe/London', '2026-02-12 06:00 PM GMT'],
    ['Australia/Sydney', '2026-02-13 05:00 AM AEDT'],
    ['Asia/Kathmandu', '2026-02-12 11:45 PM GMT+5:45'],
    ['UTC', '2026-02-12 06:00 PM UTC'],
  ])('names the zone %s as people there do', (timezone, shown) => {
    expect(line('Onboarding Call', { timezone })).toBe(`Onboarding Call - ${shown}`);
  });

  it('follows summer time', () => {
    expect(line('Onboarding Call', { callAt: at('2026-07-12T17:00:00Z') })).toBe(
      'Onboarding Call - 2026-07-12 10:00 AM PDT',
    );
  });

  it('counts the days of a check-in on the calendar, across a change of the clocks too', () => {
    const trial = { activatedAt: at('2026-03-06T07:30:00Z'), endsAt: at('2026-03-13T07:30:00Z') };
    expect(line('Next', { trial, checkInAt: at('2026-03-10T16:00:00Z') })).toBe(
      'Next Check-in: 2026-03-10 (Day 5)',
    );
    expect(line('Next', { checkInAt: at('2026-02-16T18:00:00Z') })).toBe('Next Check-in: 2026-02-16 (Day 4)');
  });

  it('says what is not there yet, and keeps each line one line', () => {
    const early = { agent: null, platforms: [], goals: [], trial: null, checkInAt: null, notes: '' };
    expect(
      draftSessionNote({ ...facts, ...early })
        .split('\n')
        .slice(2),
    ).toEqual([
      'Agent: none',
      'Platforms: none',
      'Goals: none',
      'Trial Activated: No',
      'Next Check-in: not scheduled',
      'Notes:',
    ]);
    expect(line('Next', { trial: null })).toBe('Next Check-in: 2026-02-17');
    expect(line('Attendee', { attendees: [{ name: 'John\nDoe', email: 'john@example.com' }] })).toBe(
      'Attendee: John Doe (john@example.com)',
    );
    expect(line('Goals', { goals: [{ name: 'Idea', when: null }] })).toBe('Goals: Idea');
  });
});
