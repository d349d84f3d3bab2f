import { z } from 'zod';
import { webUrl } from '../../config/checks.js';
import { setting } from '../settings/setting.js';

/** Where customers find their portal and the pages behind one-time links. */
export const portalAddress = setting<string>({
  key: 'portal.address',
  title: 'Portal address',
  help: 'The address that links in mails to customers begin with. It must lead to this installation.',
  section: 'Portal and support',
  schema: z.string().trim().pipe(webUrl).meta({
    title: 'Address',
    description: 'Without a path, such as https://app.waooaw.com.',
    format: 'uri',
  }),
  default: ({ http }) => http.publicUrl,
  say: (address) => [address],
  refuse: (address, { deployment }) => {
    const { protocol, pathname, search, hash } = new URL(address);
    if (pathname !== '/' || search !== '' || hash !== '') return 'must be an address without a path';
    return deployment !== 'sandbox' && protocol !== 'https:'
      ? 'must be https, since session cookies are sent over https only'
      : null;
  },
  defaultIsSafe: true,
});
