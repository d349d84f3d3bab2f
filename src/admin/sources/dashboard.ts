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

/** What the dashboard counts; each reader gets the lists open to their role. */
export const TILES: readonly TileSpec[] = [
  {
    label: 'Open escalations',
    note: 'not resolved yet',
    list: 'escalations',
    filters: { status: 'open,acknowledged' },
    tone: 'bad',
  },
  {
    label: 'Mails that need a hand',
    note: 'failed, or not known whether sent',
    list: 'mails',
    filters: { status: 'failed,unknown' },
    tone: 'bad',
  },
];

/** What the dashboard names, the most pressing first. */
export const LISTS: readonly DashboardListSpec[] = [
  {
    title: 'Escalations',
    list: 'escalations',
    filters: { status: 'open,acknowledged' },
    sortBy: 'openedAt',
    direction: 'asc',
    empty: 'Nothing is escalated.',
    item: { title: 'cause', text: ['customerName', 'channel'], at: 'openedAt', state: 'status' },
  },
  {
    title: 'Mails that need a hand',
    list: 'mails',
    filters: { status: 'failed,unknown' },
    sortBy: 'createdAt',
    direction: 'desc',
    empty: 'Every mail went out.',
    item: { title: 'subject', text: ['toEmail', 'lastError'], at: 'createdAt', state: 'status' },
  },
];
