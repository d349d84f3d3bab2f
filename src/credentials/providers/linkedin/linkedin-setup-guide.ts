import type { SetupGuide } from '../setup-guide.js';

/** How a customer connects a company page, for mail, connect page and guide page (runbook, Steps 6 and 7). */
export const linkedinSetupGuide: SetupGuide = {
  title: 'Connect LinkedIn: your company page',
  what: 'Organization token (company page)',
  keyPage: 'https://www.linkedin.com/company/setup/new/',
  before: [
    'You have a LinkedIn login that administers your company page ("super admin" or "content admin").',
    'You know which page your agent should write for.',
  ],
  steps: [
    'Log out of LinkedIn in this browser if somebody else uses it, and log in with that login.',
    'Open the connect link we mailed you and press "Authorize with LinkedIn".',
    'LinkedIn shows what we ask for. Press "Allow": it is all permissions or none.',
    'Back on our page, choose your company page if there is more than one.',
    'Wait for the green check mark: "Connection successful, permissions validated".',
  ],
  permissions: [
    { name: 'w_member_social', allows: 'create posts you have approved' },
    { name: 'w_organization_social', allows: 'create posts for your company page' },
    { name: 'r_organization_admin', allows: 'see which pages you may post for' },
  ],
  never: [],
  addresses: [],
  limits: [],
  reminders: [
    'Never share passwords via email or Slack: you type yours at LinkedIn only.',
    'Share your screen only during the live call.',
  ],
  rotation: 'The authorization lasts 60 days at LinkedIn; we remind you in time.',
  differs: [
    'No test post: our check reads your roles and posts nothing.',
    '`r_organization_admin` is asked for beside the others: it shows that you may post for the page. Where LinkedIn does not give it, the connection works all the same, and our team is told.',
  ],
};
