import type { Snapshot } from './snapshot.js';
import type { WeeklyReport } from './weekly-report.entity.js';

/** A report as doors answer it. */
export interface ReportView extends Snapshot {
  /** Null while no row was made for it: the numbers of this moment. */
  readonly id: string | null;
  readonly status: 'draft' | 'sent';
  readonly builtAt: string;
  readonly sentAt: string | null;
  /** `admin` when nobody had the role leadership. */
  readonly sentTo: 'leadership' | 'admin' | null;
}

export function reportView({ id, status, snapshot, builtAt, sentAt, sentTo }: WeeklyReport): ReportView {
  return {
    id,
    status,
    builtAt: builtAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    sentTo: sentTo ?? null,
    ...snapshot,
  };
}
