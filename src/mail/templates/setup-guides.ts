/** What a customer does on one platform's own screens, in words. Runbook Steps 6 and 7, Appendix B. */
export interface SetupGuide {
  /** As the platform calls itself. */
  readonly title: string;
  /** What is connected (Step 6). */
  readonly what: string;
  readonly before: readonly string[];
  readonly steps: readonly string[];
}

const facebookLogin = 'Click "Authorize with Facebook" and log in to Facebook.';
const grantAll = 'Grant all requested permissions. Leaving one out is the most common reason for a refusal.';

/** Credentials are given on the page of the one-time link (Step 7), mailed once for each platform. */
const connect = (title: string) =>
  `Open the one-time link in our mail "Connect ${title} to WAOOAW"; it comes when it is time to connect.`;
const check = 'Wait for "Connected".';

export const setupGuides = {
  delta: {
    title: 'Delta Exchange',
    what: 'API key + secret',
    before: [
      'Your exchange account is verified and funded.',
      'You can log in to Delta Exchange on the device from which you join the call.',
    ],
    steps: [
      'Open Delta Exchange > Settings > API Management.',
      'Click "Create New API Key".',
      'Set the permissions listed below. In the form they are called "Read Data" and "Trading".',
      'Set the IP whitelist to the WAOOAW addresses listed below, all of them.',
      'Copy API Key and Secret. Use the "Show" and copy buttons and avoid typing: a blank at the end is refused.',
      connect('Delta Exchange'),
      'Paste API Key and API Secret there, and press "Test Connection".',
      check,
    ],
  },
  instagram: {
    title: 'Instagram',
    what: 'Facebook Graph API token (business account)',
    before: [
      'Your Instagram account is a BUSINESS account and is linked to your Facebook Page.',
      'You know the login of the Facebook account that manages that Page.',
    ],
    steps: [
      connect('Instagram'),
      facebookLogin,
      'Select your business Instagram account, not a personal one.',
      grantAll,
      'Approve access.',
      check,
    ],
  },
  facebook: {
    title: 'Facebook',
    what: 'Page access token',
    before: ['You have full control of the Facebook Page that the agent will post to.'],
    steps: [
      connect('Facebook'),
      facebookLogin,
      'Select the Page, not your personal profile.',
      grantAll,
      'Approve access.',
      check,
    ],
  },
  linkedin: {
    title: 'LinkedIn',
    what: 'Organization token (company page)',
    before: ['You are an administrator of your LinkedIn company page.'],
    steps: [
      connect('LinkedIn'),
      'Press "Authorize with LinkedIn" and log in to the LinkedIn account that administers the company page.',
      'Allow all requested permissions.',
      check,
    ],
  },
  youtube: {
    title: 'YouTube',
    what: 'OAuth2 (channel access)',
    before: ['The Google account you log in with owns or manages the channel.'],
    steps: [
      connect('YouTube'),
      'Press "Authorize with Google", log in, and choose the business account or brand channel, not a personal one.',
      'Tick every permission on the consent screen: Google lets you leave single ones out.',
      check,
    ],
  },
  whatsapp: {
    title: 'WhatsApp',
    what: 'Business API credentials',
    before: [
      'Your WhatsApp Business account is approved in Meta Business Manager.',
      'You have three values at hand: the access token of a system user, the phone number id and the WhatsApp Business account id.',
    ],
    steps: [
      'In Meta Business Manager open Settings > System users, and create a token for your system user.',
      'Give it the permissions listed below.',
      'Copy the phone number id and the account id from WhatsApp Manager > API set-up.',
      connect('WhatsApp'),
      'Paste the three values there, and press "Test Connection".',
      check,
    ],
  },
} as const satisfies Readonly<Record<string, SetupGuide>>;

export type GuidedPlatform = keyof typeof setupGuides;
export const guidedPlatforms = Object.keys(setupGuides) as [GuidedPlatform, ...GuidedPlatform[]];
