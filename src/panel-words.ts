import { PLATFORM_TITLES } from './agents/platform-names.js';

/** How the panel writes what the rows hold as one word, where its underscores alone do not make it readable. */
export const PANEL_WORDS: Readonly<Record<string, string>> = {
  ...PLATFORM_TITLES,
  csm: 'CSM',
  crm: 'CRM',
  check_in: 'Day-5 check-in',
};
