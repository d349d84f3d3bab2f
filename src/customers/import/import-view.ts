/** What becomes, or on a dry run would become, of one row. */
export interface ImportedRow {
  /** Line of the file. */
  readonly line: number;
  readonly company: string | null;
  readonly result: 'made' | 'skipped' | 'refused';
  /** The customer made, or the one that was there. */
  readonly id: string | null;
  readonly number: string | null;
  readonly why: string | null;
  /** Everything that is wrong with a refused row, one by one; `why` is all of it in one line. */
  readonly problems: readonly string[];
}

export interface ImportResult {
  readonly dryRun: boolean;
  readonly made: number;
  readonly skipped: number;
  readonly refused: number;
  readonly rows: readonly ImportedRow[];
}
