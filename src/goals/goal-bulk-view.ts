/** What became of one goal of a bulk approval. */
export interface ApprovedRow {
  readonly goalId: string;
  /** Null for an id that is no goal's. */
  readonly name: string | null;
  /** `C-1042`. */
  readonly customer: string | null;
  readonly company: string | null;
  readonly result: 'approved' | 'refused';
  /** The refusal in one word, as approving it alone would answer. */
  readonly code: string | null;
  readonly why: string | null;
}

export interface BulkApprovalResult {
  readonly approved: number;
  readonly refused: number;
  /** In the order they were asked for. */
  readonly rows: readonly ApprovedRow[];
}
