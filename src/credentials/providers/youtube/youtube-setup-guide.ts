import { ROTATION_DAYS } from '../../rotation.js';
import type { SetupGuide } from '../setup-guide.js';

/** How a customer connects a channel, for the mail and the connect page (runbook, Steps 6 and 7). */
export const youtubeSetupGuide: SetupGuide = {
  title: 'Connect YouTube: your channel',
  keyPage: 'https://www.youtube.com/channel_switcher',
  before: [
    'You can log in to the Google account that owns or manages the channel.',
    'The channel exists: YouTube shows it in the list of your channels (link below).',
    'For a brand channel: you are one of its owners or managers, not an editor.',
  ],
  steps: [
    'Log out of Google in this browser if somebody else uses it.',
    'Open your connect link and press "Authorize with Google".',
    'Google asks for an account: choose the BUSINESS account or brand channel your agent shall work for, not a personal one.',
    'Google lists what we ask for, each with a box. Tick every box (or "Select all"), then press "Continue".',
    'Back here, choose your channel if there is more than one.',
    'Wait for the green check mark: "Connection successful, permissions validated".',
  ],
  permissions: [
    { name: 'youtube.upload', allows: 'upload videos you have approved' },
    { name: 'youtube.readonly', allows: 'see which channel it is' },
  ],
  never: [],
  addresses: [],
  limits: [],
  rotationDays: ROTATION_DAYS,
  reminders: [
    'Never share passwords via email or Slack: you type yours at Google only.',
    'Share your screen only during the live call.',
    'The test reads your channel and uploads nothing: no test video is made, not even a private one.',
    'You may take the access back at any time, in your Google account under Security > Your connections.',
  ],
};
