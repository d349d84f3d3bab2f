/** The facts of a set-up guide, the one source of mail, connect page and guide page (runbook, Steps 6 and 7). */
export interface SetupGuide {
  title: string;
  /** What is connected, in the words of Step 6: "API key + secret". */
  what: string;
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
  reminders: string[];
  /** How long it lasts, and what is done then: one sentence. */
  rotation: string;
  /** Where our check differs from the runbook on paper. */
  differs: string[];
}

/** Where anybody reads the guide of a platform, below the portal's address. */
export const guidePath = (platform: string): string => `/guides/${platform}`;
