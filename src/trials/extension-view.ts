import type { RowOutcome, RowsOutcome } from '../platform/commands/many-rows.js';

/** What becomes, or on a dry run would become, of one trial; `skipped`: extended for this reason before. */
export interface ExtendedRow extends RowOutcome {
  readonly customerId: string;
  /** `C-1042`. */
  readonly number: string;
  readonly company: string;
  readonly agentType: string;
  /** When it ends now, ISO 8601. */
  readonly endsAt: string | null;
}

export type ExtensionResult = RowsOutcome<ExtendedRow>;
