import { rupees } from '../../../agents/types/notional.js';
import type { Deployment } from '../../../config/app-config.js';
import { ROTATION_DAYS } from '../../rotation.js';
import type { SetupGuide } from '../setup-guide.js';
import { deltaConnectDefaults } from './delta-connect-settings.js';

const KEY_PAGES: Readonly<Record<Deployment, string>> = {
  production: 'https://www.delta.exchange/app/account/manageapikeys',
  staging: 'https://demo.delta.exchange/app/account/manageapikeys',
  sandbox: 'https://demo.delta.exchange/app/account/manageapikeys',
};

const DIFFERS = [
  'No test trade: our check reads your balances, and proves `trade` by cancelling an order that does not exist.',
  'Delta Exchange tells nobody which boxes were ticked on a key, so that `withdraw` is off is for you to see to.',
] as const;

/** How a customer makes a key, for mail, connect page and guide page. */
export function deltaSetupGuide(deployment: Deployment, ourAddresses: readonly string[]): SetupGuide {
  const list = ourAddresses.join(', ');
  const { defaultCoin, maxUnitsPerOrder, maxNotional } = deltaConnectDefaults;
  return {
    title: 'Connect Delta Exchange: your API key',
    what: 'API key + secret',
    keyPage: KEY_PAGES[deployment],
    before: [
      'Your exchange account is verified (KYC) and funded.',
      'Have your Delta Exchange password and second factor at hand.',
    ],
    steps: [
      'Open Delta Exchange > Settings > API Management.',
      'Click "Create New API Key".',
      'Set permissions: `read` ("Read Data") and `trade` ("Trading"). NOT `withdraw`.',
      `Set the IP whitelist to: ${list}.`,
      'Copy the API Key and the API Secret with the copy buttons. The secret is shown only once.',
      'Open the connect link we mailed you, paste the API Key and the API Secret, and press "Test Connection".',
    ],
    permissions: [
      { name: 'read', allows: 'view account, positions' },
      { name: 'trade', allows: 'place and cancel orders' },
    ],
    never: ['withdraw'],
    limits: [
      { label: 'Default coin', value: defaultCoin },
      { label: 'Max units per order', value: String(maxUnitsPerOrder) },
      { label: 'Max notional per trade', value: rupees(maxNotional.amount) },
    ],
    addresses: [...ourAddresses],
    reminders: [
      'Never share API secrets via email or Slack: paste them only on the connect page.',
      'Share your screen only during the live call, and hide the secret while you do.',
      'Confirm the IP whitelist is enabled on the key.',
    ],
    rotation: `The key is replaced every ${ROTATION_DAYS} days; we remind you in time.`,
    differs: [...DIFFERS],
  };
}
