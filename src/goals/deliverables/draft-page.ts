import type { DeliverableView } from './deliverable-view.js';
import type { ChartView } from './chart/chart-svg.js';
import type { PostPreview } from './post-preview.js';
import type { ProposalView } from './proposal-view.js';

/** Another draft that was asked for in place of this one. */
export interface NextDraft {
  readonly runId: string;
  /** Of its run. */
  readonly status: string;
  /** Null until it is written. */
  readonly deliverableId: string | null;
}

/** A draft as it is looked at and decided on, in the panel, in the portal and by the link of the mail. */
export interface DraftPage extends Omit<DeliverableView, 'proposal' | 'chart'> {
  readonly proposal: ProposalView | null;
  readonly chart: ChartView | null;
  /** Of a post only. */
  readonly preview: PostPreview | null;
  /** The runbook's success message, on the customer's first draft until it is decided (Step 11). */
  readonly success: string | null;
  /** The customer's IANA zone. */
  readonly zone: string;
  readonly next: NextDraft | null;
  /** Why nothing can follow outside, in words; null while something can. */
  readonly ended: string | null;
}
