import { DateTime } from 'luxon';
import { PLATFORM_TITLES, type PlatformName } from '../../agents/platform-names.js';
import type { Facts } from '../facts/facts.js';

/** What happened in an onboarding session, as the facts know it. Instants are shown on the wall of `timezone`. */
export interface SessionFacts {
  readonly timezone: string;
  /** When the call really began; as planned until then. */
  readonly callAt: Date;
  readonly attendees: readonly { readonly name: string; readonly email: string }[];
  /** `Marketing Agent` and what it is about (`Healthcare`); null before there is one. */
  readonly agent: { readonly title: string; readonly theme: string | null } | null;
  /** Names only, never a secret. */
  readonly platforms: readonly string[];
  /** `when` in words: `10 AM`, `every 6 hours`; null for a goal without a schedule. */
  readonly goals: readonly { readonly name: string; readonly when: string | null }[];
  readonly trial: { readonly activatedAt: Date; readonly endsAt: Date } | null;
  readonly checkInAt: Date | null;
  /** Issues and their resolutions, feedback, concerns, next steps: a person's words. */
  readonly notes: string;
}

const LOCALES = ['en-US', 'en-IN', 'en-GB', 'en-AU', 'en-NZ', 'en-ZA', 'en-CA'];
const NONE = 'none';

/**
 * The note of runbook Step 13, line by line in the runbook's template:
 * `Onboarding Call - 2026-02-12 10:00 AM PST`, `Attendee: …`, `Agent: …` and so on.
 */
export function draftSessionNote(facts: SessionFacts): string {
  const { timezone, agent } = facts;
  const at = (instant: Date) => minuteOf(instant, timezone);
  return [
    `Onboarding Call - ${at(facts.callAt)} ${zoneName(facts.callAt, timezone)}`,
    `Attendee: ${listed(facts.attendees.map(({ name, email }) => `${oneLine(name)} (${email})`))}`,
    `Agent: ${agent ? oneLine(agent.title + (agent.theme ? ` (${agent.theme})` : '')) : NONE}`,
    `Platforms: ${listed(facts.platforms)}`,
    `Goals: ${listed(facts.goals.map(({ name, when }) => (when === null ? name : `${name} (${when})`)))}`,
    `Trial Activated: ${facts.trial ? `Yes (expires ${at(facts.trial.endsAt)})` : 'No'}`,
    `Next Check-in: ${facts.checkInAt ? checkIn(facts.checkInAt, facts) : 'not scheduled'}`,
    `Notes: ${facts.notes.trim()}`.trimEnd(),
  ].join('\n');
}

/** `2026-02-17 (Day 5)`: days are counted on the calendar from the activation. */
function checkIn(instant: Date, { trial, timezone }: SessionFacts): string {
  const day = local(instant, timezone).startOf('day');
  if (!trial) return day.toFormat('yyyy-MM-dd');
  const first = local(trial.activatedAt, timezone).startOf('day');
  return `${day.toFormat('yyyy-MM-dd')} (Day ${Math.round(day.diff(first, 'days').days)})`;
}

/** `2026-02-12 10:00 AM` */
function minuteOf(instant: Date, timezone: string): string {
  return local(instant, timezone).setLocale('en-US').toFormat('yyyy-MM-dd hh:mm a');
}

/** `PST`, `IST`: as somebody there calls it; `GMT+5:45` where no English short name is in use. */
function zoneName(instant: Date, timezone: string): string {
  const names = LOCALES.map((locale) => local(instant, timezone).setLocale(locale).toFormat('ZZZZ'));
  return names.find((name) => !/^(GMT|UTC)[+-]/.test(name)) ?? names[0] ?? timezone;
}

const local = (instant: Date, timezone: string): DateTime => DateTime.fromJSDate(instant, { zone: timezone });

const listed = (items: readonly string[]): string =>
  items.length === 0 ? NONE : items.map(oneLine).join(', ');

/** A line of the template stays one line. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** "Next steps and follow-up scheduled", one a line; empty when the facts know none. */
export function nextSteps({ customer, credentials, checkIn, trial }: NextFacts): string {
  const on = (instant: Date) => local(instant, customer.timezone).toFormat('yyyy-MM-dd');
  const broken = credentials.filter(({ status }) => status !== 'active').map(({ platform }) => platform);
  return [
    ...(checkIn?.status === 'scheduled' ? [`Day-5 check-in on ${on(checkIn.startsAt)}.`] : []),
    ...(trial?.status === 'active' && trial.endsAt
      ? [`Trial ends on ${on(trial.endsAt)}: talk about the hire before.`]
      : []),
    ...(trial?.status === 'pending' ? ['Activate the trial.'] : []),
    ...broken.map(
      (platform) => `Connect ${PLATFORM_TITLES[platform as PlatformName]}: its credential is not active.`,
    ),
  ].join('\n');
}

type NextFacts = Pick<Facts, 'customer' | 'credentials' | 'checkIn' | 'trial'>;
