/** What happened and what to do, in words for ops and customers. */
export interface Guidance {
  cause: string;
  remedy: string[];
}
