/** What the panel's own pages are drawn from. Types only: the components import them too. */
import type { DraftPage } from '../goals/deliverables/draft-page.js';

/** Answer of `GET /admin/data/dashboard`. */
export interface DashboardView {
  readonly tiles: readonly DashboardTile[];
  readonly lists: readonly DashboardList[];
}

export interface DashboardTile {
  readonly label: string;
  readonly value: number | string;
  /** What the number means or how it was counted, in a few words. */
  readonly note?: string;
  readonly href?: string;
  readonly tone?: 'good' | 'warn' | 'bad' | 'plain';
}

export interface DashboardList {
  readonly title: string;
  readonly href?: string;
  /** Said when there is nothing: "Nobody is stuck." */
  readonly empty: string;
  readonly items: readonly DashboardItem[];
}

export interface DashboardItem {
  readonly title: string;
  readonly text: string;
  readonly href: string;
  readonly at?: string;
  readonly state?: string;
}

/** Answer of `GET /admin/data/deliverables/:id/draft`. */
export type DraftView = DraftPage;

/** Answer of `GET /admin/data/history/:list/:id`, oldest first. */
export type HistoryView = Pick<TimelineView, 'items'>;

/** Answer of `GET /admin/data/customers/:id/timeline`. */
export interface TimelineView {
  readonly items: readonly {
    readonly id: string;
    readonly at: string;
    readonly type: string;
    readonly text: string;
    readonly by: string;
  }[];
  /** For `?cursor=`; null at the end. */
  readonly nextCursor: string | null;
}
