/** What becomes, or on a dry run would become, of one trial. */
export interface ExtendedRow {
  readonly trialId: string;
  readonly customerId: string;
  /** `C-1042`. */
  readonly number: string;
  readonly company: string;
  readonly agentType: string;
  /** `skipped`: extended for this reason before. */
  readonly result: 'extended' | 'skipped' | 'refused';
  /** When it ends now, ISO 8601. */
  readonly endsAt: string | null;
  readonly why: string | null;
}

export interface ExtensionResult {
  readonly dryRun: boolean;
  readonly extended: number;
  readonly skipped: number;
  readonly refused: number;
  readonly rows: readonly ExtendedRow[];
}
