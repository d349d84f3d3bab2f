/** The facts of a set-up guide, for the mail and the connect page (runbook, Steps 6 and 7). */
export interface SetupGuide {
  title: string;
  /** Where the key is made. */
  keyPage: string;
  before: string[];
  /** Each screen in words, in order. */
  steps: string[];
  permissions: { grant: string[]; never: string[] };
  /** Addresses to put on the key's IP whitelist. */
  addresses: string[];
  reminders: string[];
}
