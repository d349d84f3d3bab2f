/** The facts of a set-up guide, for the mail and the connect page (runbook, Steps 6 and 7). */
export interface SetupGuide {
  title: string;
  /** Where the key is made. */
  keyPage: string;
  before: string[];
  /** Each screen in words, in order. */
  steps: string[];
  /** Permissions to grant: `trade`, "place and cancel orders". */
  permissions: { name: string; allows: string }[];
  /** Permissions that must not be granted. */
  never: string[];
  /** Addresses to put on the key's IP whitelist. */
  addresses: string[];
  /** Limits given beside the key, as people read them. */
  limits: { label: string; value: string }[];
  rotationDays: number;
  reminders: string[];
}
