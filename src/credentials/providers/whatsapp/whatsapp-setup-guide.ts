import type { SetupGuide } from '../setup-guide.js';

/** How a customer connects a number, for mail, connect page and guide page (runbook, Steps 6 and 7). */
export const whatsappSetupGuide: SetupGuide = {
  title: 'Connect WhatsApp: your business number',
  what: 'Business API credentials',
  keyPage: 'https://business.facebook.com/settings/system-users',
  before: [
    'Your WhatsApp Business account is approved in Meta Business Manager, and you are an administrator there.',
    'The number runs on the WhatsApp Cloud API.',
  ],
  steps: [
    'In Meta Business Manager open Settings > System users, and choose or add a system user.',
    'Press "Assign assets", choose your WhatsApp account, and give full control.',
    'Press "Generate new token", choose your app, and set "Token expiration" to "Never".',
    'Tick `whatsapp_business_management` and `whatsapp_business_messaging`, generate, and copy the token: it is shown once.',
    'Open WhatsApp Manager > API set-up, choose your number, and copy "Phone number ID" and "WhatsApp Business Account ID".',
    'Open the connect link we mailed you, paste the three there, and press "Test Connection".',
    'Wait for the green check mark: "Connection successful, permissions validated".',
  ],
  permissions: [
    { name: 'whatsapp_business_management', allows: 'read the number, its quality and its templates' },
    { name: 'whatsapp_business_messaging', allows: 'send messages you have approved' },
  ],
  never: [],
  addresses: [],
  limits: [],
  reminders: [
    'Never share tokens via email or Slack: paste them only on the connect page.',
    'Share your screen only during the live call.',
    'When you disconnect, end the token at Meta too: System users > Revoke tokens.',
  ],
  rotation: 'Make a new token every 90 days; we remind you in time.',
  differs: [
    'No test message: our check reads number and account and sends nothing.',
    "The token is a system user's: a personal or temporary one ends within hours.",
  ],
};
