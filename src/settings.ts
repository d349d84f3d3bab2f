import { meetingLink } from './calls/call.settings.js';
import { platformAddresses } from './credentials/credential.settings.js';
import { defaultCsm } from './customers/csm.settings.js';
import { countryRules, industryTable, publicSignup } from './customers/customer.settings.js';
import { approvalPolicy } from './goals/goal.settings.js';
import { mailRules } from './mail/mail.settings.js';
import { communityLink, helpLink } from './onboarding/mails/help.settings.js';
import { portalAddress } from './platform/links/links.settings.js';
import { settingTable } from './platform/settings/setting.js';
import { supportContacts } from './platform/support/support.settings.js';

/** Every setting, in the order of the page. */
export const SETTINGS = settingTable(
  portalAddress,
  helpLink,
  communityLink,
  supportContacts,
  defaultCsm,
  industryTable,
  countryRules,
  publicSignup,
  meetingLink,
  approvalPolicy,
  mailRules,
  platformAddresses,
);
