import { INDUSTRIES, type Industry } from './industries.js';

/** Working hours on the wall of the CSM's zone. */
export interface WorkingHours {
  /** ISO weekdays, 1 = Monday. */
  readonly days: readonly number[];
  /** `HH:mm`, inclusive. */
  readonly from: string;
  /** `HH:mm`: nothing ends later. */
  readonly to: string;
  /** Days with other times than these, by ISO weekday. */
  readonly byDay?: Readonly<Record<string, DayHours>> | undefined;
  /** IANA name. */
  readonly timezone: string;
}

export interface DayHours {
  readonly from: string;
  readonly to: string;
}

/** The hours of an ISO weekday; null on a day off. */
export function hoursOn(
  { days, byDay, from, to }: Omit<WorkingHours, 'timezone'>,
  weekday: number,
): DayHours | null {
  return days.includes(weekday) ? (byDay?.[weekday] ?? { from, to }) : null;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `[1,2,3,4,5]` → `Mon–Fri`; with gaps: `Mon, Wed`. */
export function daysInWords(days: readonly number[]): string {
  const sorted = [...days].sort((a, b) => a - b);
  const names = sorted.map((day) => WEEKDAYS[day - 1] ?? '');
  const [first = 0] = sorted;
  const unbroken = sorted.every((day, index) => day === first + index);
  return unbroken && sorted.length > 2 ? `${names[0]}–${names.at(-1)}` : names.join(', ');
}

/** `Mon–Fri 09:00–18:00 Asia/Kolkata`; days of other times stand apart. */
export function hoursInWords(hours: WorkingHours): string {
  const groups = new Map<string, number[]>();
  for (const day of [...hours.days].sort((a, b) => a - b)) {
    const { from, to } = hoursOn(hours, day) ?? hours;
    const time = `${from}–${to}`;
    groups.set(time, [...(groups.get(time) ?? []), day]);
  }
  const spans = [...groups].map(([time, days]) => `${daysInWords(days)} ${time}`);
  return [spans.join(', '), hours.timezone].join(' ');
}

export interface CustomerSuccessManager {
  readonly name: string;
  readonly email: string;
  readonly industries: readonly Industry[];
  readonly hours: WorkingHours;
}

/** While it lasts (instants, end excluded) the cover takes new customers and calls. */
export interface Absence {
  readonly email: string;
  readonly from: Date;
  readonly to: Date;
  readonly coverEmail: string;
}

export interface CsmTable {
  readonly managers: readonly CustomerSuccessManager[];
  /** For industries that nobody is named for. */
  readonly defaultEmail: string;
  readonly absences: readonly Absence[];
}

export const DEFAULT_HOURS: WorkingHours = {
  days: [1, 2, 3, 4, 5],
  from: '09:00',
  to: '18:00',
  timezone: 'Asia/Kolkata',
};

/** Runbook Appendix C. It names nobody for sales: the default takes it. */
export const RUNBOOK_CSM_TABLE: CsmTable = {
  managers: [
    { name: 'Sarah Johnson', email: 'sarah@waooaw.com', industries: ['marketing'], hours: DEFAULT_HOURS },
    { name: 'Alex Kumar', email: 'alex@waooaw.com', industries: ['trading'], hours: DEFAULT_HOURS },
    { name: 'Priya Sharma', email: 'priya@waooaw.com', industries: ['education'], hours: DEFAULT_HOURS },
  ],
  defaultEmail: 'sarah@waooaw.com',
  absences: [],
};

export interface CsmAssignment {
  readonly manager: CustomerSuccessManager;
  /** In words: "education customers (Appendix C)". */
  readonly reason: string;
}

/** Who looks after a customer of this industry from `at` on. @throws RangeError when the table is broken. */
export function assignCsm(table: CsmTable, industry: Industry, at: Date): CsmAssignment {
  const named = table.managers.find(({ industries }) => industries.includes(industry));
  const manager = named ?? managerOf(table, table.defaultEmail);
  const reason = named ? `${industry} customers (Appendix C)` : `the default for ${industry} customers`;
  return covered(table, { manager, reason }, at, new Set());
}

function covered(table: CsmTable, assigned: CsmAssignment, at: Date, seen: Set<string>): CsmAssignment {
  const { manager } = assigned;
  const absence = table.absences.find(
    ({ email, from, to }) => email === manager.email && at >= from && at < to,
  );
  // Two who cover each other: the first stays, somebody must own the customer.
  if (!absence || seen.has(absence.coverEmail)) return assigned;
  seen.add(manager.email);
  const cover = managerOf(table, absence.coverEmail);
  return covered(table, { manager: cover, reason: `covers for ${manager.name}, who is absent` }, at, seen);
}

function managerOf(table: CsmTable, email: string): CustomerSuccessManager {
  const found = table.managers.find((manager) => manager.email === email);
  if (!found) throw new RangeError(`The CSM table names ${email}, but holds no such manager.`);
  return found;
}

/** Industries that fall to the default, for the settings page. */
export function unassignedIndustries(table: CsmTable): Industry[] {
  const taken = new Set(table.managers.flatMap(({ industries }) => industries));
  return INDUSTRIES.filter((industry) => !taken.has(industry));
}
