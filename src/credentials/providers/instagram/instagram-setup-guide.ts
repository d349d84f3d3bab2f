import type { SetupGuide } from '../setup-guide.js';

/** How a customer connects a business account, for mail, connect page and guide page (runbook, Steps 6 and 7). */
export const instagramSetupGuide: SetupGuide = {
  title: 'Connect Instagram: your business account',
  what: 'Facebook Graph API token (business account)',
  keyPage: 'https://www.facebook.com/pages/?category=your_pages',
  before: [
    'Your Instagram account is a BUSINESS (professional) account and is linked to your Facebook page.',
    'You have a Facebook login that manages that page, with the task "Content" or full control.',
  ],
  steps: [
    'Log out of Facebook and Instagram in this browser if somebody else uses it, and log in to Facebook.',
    'Open the connect link we mailed you and press "Authorize with Facebook".',
    'Tick the page, and then the business Instagram account, not a personal one.',
    'Leave every permission on, and press "Continue": Facebook lets you leave single ones out.',
    'Back on our page, choose your account if there is more than one.',
    'Wait for the green check mark: "Connection successful, permissions validated".',
  ],
  permissions: [
    { name: 'instagram_basic', allows: 'read name and picture of the account' },
    { name: 'instagram_content_publish', allows: 'publish what you have approved' },
    { name: 'pages_read_engagement', allows: 'read the page that the account is linked to' },
    { name: 'pages_show_list', allows: 'find that page' },
  ],
  never: [],
  addresses: [],
  limits: [],
  reminders: [
    'Never share passwords via email or Slack: you type yours at Facebook only.',
    'Share your screen only during the live call.',
    'A changed Facebook password ends the connection: authorize again afterwards.',
  ],
  rotation: 'The authorization lasts about 60 days, the access to data 90; we remind you in time.',
  differs: [
    'No test post: our check reads your account and publishes nothing.',
    '`pages_manage_posts` is not asked for: publishing to Instagram does not need it.',
    '`pages_show_list` is asked for beside the others: without it your account cannot be found.',
  ],
};
