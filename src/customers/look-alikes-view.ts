/** A customer that may be the one that somebody is about to make. */
export interface LookAlike {
  readonly id: string;
  readonly number: string;
  readonly companyName: string;
  readonly country: string;
  readonly status: string;
  /** In words: "the same e-mail address". */
  readonly why: readonly string[];
  /** The other cannot be saved beside it, whatever the reason. */
  readonly taken: boolean;
}
