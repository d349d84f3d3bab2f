/** A record as a form offers it. */
export interface Reference {
  readonly id: string;
  /** What people know it by. */
  readonly label: string;
  /** Number, address, state: tells records of one name apart; may be empty. */
  readonly hint: string;
}

/** Answer of `GET /admin/data/references/<command>/<list>`. */
export interface References {
  readonly items: readonly Reference[];
  /** Whether a further page has some. */
  readonly more: boolean;
}
