import type { DashboardTile } from '../panel-views.js';

/** A list and the filters of its address. */
export interface Asked {
  readonly list: string;
  readonly filters: Readonly<Record<string, string>> | ((now: Date) => Readonly<Record<string, string>>);
}

export interface TileSpec extends Asked {
  readonly label: string;
  readonly note: string;
  /** The number's colour when there is anything to count. */
  readonly tone: NonNullable<DashboardTile['tone']>;
}

export interface DashboardListSpec extends Asked {
  readonly title: string;
  readonly empty: string;
  readonly sortBy: string;
  readonly direction: 'asc' | 'desc';
  /** Columns of the row. */
  readonly item: {
    readonly title: string;
    readonly text: readonly string[];
    readonly at: string;
    readonly state?: string;
  };
}

const stuck = (now: Date): Readonly<Record<string, string>> => ({
  inOnboarding: 'false',
  'stuckFrom~~to': now.toISOString(),
});

/** What the dashboard counts; each reader gets the lists open to their role. */
export const TILES: readonly TileSpec[] = [
  {
    label: 'Stuck',
    note: 'no step done for 48 hours',
    list: 'customers',
    filters: stuck,
    tone: 'bad',
  },
  {
    label: 'Follow-ups due',
    note: 'parked until a moment that has come',
    list: 'customers',
    filters: { waiting: 'due' },
    tone: 'warn',
  },
  {
    label: 'Waiting',
    note: 'parked, with a follow-up ahead',
    list: 'customers',
    filters: { waiting: 'parked' },
    tone: 'plain',
  },
  {
    label: 'In review',
    note: 'customers not active yet',
    list: 'customers',
    filters: { status: 'in_review' },
    tone: 'warn',
  },
  {
    label: 'Goals to approve',
    note: 'Pending Approval',
    list: 'goal-approvals',
    filters: {},
    tone: 'warn',
  },
  {
    label: 'Open escalations',
    note: 'not resolved yet',
    list: 'escalations',
    filters: { status: 'open,acknowledged' },
    tone: 'bad',
  },
  {
    label: 'Red flags',
    note: 'for security to clear or uphold',
    list: 'domain-checks',
    filters: { status: 'flagged', resolvedAt: 'true' },
    tone: 'bad',
  },
  {
    label: 'Trials running',
    note: 'their 7 days have started',
    list: 'trials',
    filters: { status: 'active' },
    tone: 'good',
  },
  {
    label: 'Mails that did not arrive',
    note: 'refused, or not known whether they did',
    list: 'mails',
    filters: { status: 'failed,unknown', replaced: 'false' },
    tone: 'bad',
  },
];

/** What the dashboard names, the most pressing first. */
export const LISTS: readonly DashboardListSpec[] = [
  {
    title: 'Stuck customers',
    list: 'customers',
    filters: stuck,
    sortBy: 'lastDoneAt',
    direction: 'asc',
    empty: 'Nobody is stuck.',
    item: { title: 'companyName', text: ['number', 'nextStep'], at: 'lastDoneAt', state: 'status' },
  },
  {
    title: 'Follow-ups due',
    list: 'customers',
    filters: { waiting: 'due' },
    sortBy: 'lastDoneAt',
    direction: 'asc',
    empty: 'No follow-up is due.',
    item: { title: 'companyName', text: ['number', 'waitingFor'], at: 'followUpAt', state: 'waiting' },
  },
  {
    title: 'Goal Approvals',
    list: 'goal-approvals',
    filters: {},
    sortBy: 'createdAt',
    direction: 'asc',
    empty: 'No goal waits for approval.',
    item: { title: 'name', text: ['customerName', 'frequency'], at: 'createdAt' },
  },
  {
    title: 'Calls ahead',
    list: 'calls',
    filters: (now) => ({ status: 'scheduled', 'startsAt~~from': now.toISOString() }),
    sortBy: 'startsAt',
    direction: 'asc',
    empty: 'No call is scheduled.',
    item: { title: 'customerName', text: ['kind', 'csmName'], at: 'startsAt' },
  },
  {
    title: 'New customers',
    list: 'customers',
    filters: { inOnboarding: 'false' },
    sortBy: 'createdAt',
    direction: 'desc',
    empty: 'Nobody is in onboarding.',
    item: { title: 'companyName', text: ['number', 'nextStep'], at: 'createdAt', state: 'status' },
  },
  {
    title: 'Escalations',
    list: 'escalations',
    filters: { status: 'open,acknowledged' },
    sortBy: 'openedAt',
    direction: 'asc',
    empty: 'Nothing is escalated.',
    item: { title: 'title', text: ['customerName', 'channel'], at: 'openedAt', state: 'status' },
  },
  {
    title: 'Failed work',
    list: 'goal-runs',
    filters: { status: 'failed' },
    sortBy: 'createdAt',
    direction: 'desc',
    empty: 'No goal run failed.',
    item: { title: 'goalName', text: ['customerName', 'failureCode'], at: 'createdAt', state: 'status' },
  },
];
