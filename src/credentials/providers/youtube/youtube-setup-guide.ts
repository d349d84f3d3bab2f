import type { SetupGuide } from '../setup-guide.js';

/** How a customer connects a channel, for mail, connect page and guide page (runbook, Steps 6 and 7). */
export const youtubeSetupGuide: SetupGuide = {
  title: 'Connect YouTube: your channel',
  what: 'OAuth2 (channel access)',
  keyPage: 'https://www.youtube.com/channel_switcher',
  before: [
    'You can log in to the Google account that owns or manages the channel.',
    'The channel exists: YouTube shows it in the list of your channels.',
    'For a brand channel: you are one of its owners or managers, not an editor.',
  ],
  steps: [
    'Log out of Google in this browser if somebody else uses it.',
    'Open the connect link we mailed you and press "Authorize with Google".',
    'Google asks for an account: choose the BUSINESS account or brand channel your agent should work for, not a personal one.',
    'Google lists what we ask for, each with a box. Tick every box (or "Select all"), then press "Continue".',
    'Back on our page, choose your channel if there is more than one.',
    'Wait for the green check mark: "Connection successful, permissions validated".',
  ],
  permissions: [
    { name: 'youtube.upload', allows: 'upload videos you have approved' },
    { name: 'youtube.readonly', allows: 'see which channel it is' },
  ],
  never: [],
  addresses: [],
  limits: [],
  reminders: [
    'Never share passwords via email or Slack: you type yours at Google only.',
    'Share your screen only during the live call.',
    'You may take the access back at any time, in your Google account under Security > Your connections.',
  ],
  rotation:
    'We renew the authorization ourselves while it stands; you hear from us when Google asks for you again.',
  differs: [
    'No test video: our check reads your channel and uploads nothing, not even a private one.',
    '"Channel access" is these two permissions; we ask for no right to manage or delete.',
  ],
};
