import type { SetupGuide } from '../setup-guide.js';

/** How a customer connects a page, for mail, connect page and guide page (runbook, Steps 6 and 7). */
export const facebookSetupGuide: SetupGuide = {
  title: 'Connect Facebook: your page',
  what: 'Page access token',
  keyPage: 'https://www.facebook.com/pages/?category=your_pages',
  before: [
    'You have a Facebook login that manages your business page, with the task "Content" or full control.',
    'You know which page your agent should write for.',
  ],
  steps: [
    'Log out of Facebook in this browser if somebody else uses it, and log in with that login.',
    'Open the connect link we mailed you and press "Authorize with Facebook".',
    'At "Choose the Pages", tick the page, not your personal profile.',
    'Leave every permission on, and press "Continue": Facebook lets you leave single ones out.',
    'Back on our page, choose your page if there is more than one.',
    'Wait for the green check mark: "Connection successful, permissions validated".',
  ],
  permissions: [
    { name: 'pages_manage_posts', allows: 'create posts you have approved' },
    { name: 'pages_read_engagement', allows: 'read the page and what it posted' },
    { name: 'pages_show_list', allows: 'see which pages you manage' },
  ],
  never: [],
  addresses: [],
  limits: [],
  reminders: [
    'Never share passwords via email or Slack: you type yours at Facebook only.',
    'Share your screen only during the live call.',
    'A changed Facebook password ends the connection: authorize again afterwards.',
  ],
  rotation: 'Meta wants you to log in with us again every 90 days; we remind you in time.',
  differs: [
    'No test post: our check reads your page and posts nothing.',
    'You paste no token: the page access token is made when you authorize, and `pages_show_list` lets you choose the page here.',
  ],
};
