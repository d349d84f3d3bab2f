import { ROTATION_DAYS } from '../../rotation.js';
import type { SetupGuide } from '../setup-guide.js';

/** How a customer connects a number, for the mail and the connect page (runbook, Steps 6 and 7). */
export const whatsappSetupGuide: SetupGuide = {
  title: 'Connect WhatsApp: your business number',
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
    'Paste the three here and press "Test Connection".',
    'Wait for the green check mark: "Connection successful, permissions validated".',
  ],
  permissions: [
    { name: 'whatsapp_business_management', allows: 'read the number, its quality and its templates' },
    { name: 'whatsapp_business_messaging', allows: 'send messages you have approved' },
  ],
  never: [],
  addresses: [],
  limits: [],
  rotationDays: ROTATION_DAYS,
  reminders: [
    'Never share tokens via email or Slack: they belong on this page only.',
    'Share your screen only during the live call.',
    'The test reads number and account and sends no message, so no test message is needed.',
    'Make a new token every 90 days; we remind you in time.',
    'When you disconnect, end the token at Meta too: System users > Revoke tokens.',
  ],
};
