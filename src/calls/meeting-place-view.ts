/** Where a call takes place unless it is given a link of its own. */
export interface MeetingPlace {
  readonly link: string | null;
  /** The manager whose link it is; null for the one of the settings. */
  readonly of: string | null;
}
