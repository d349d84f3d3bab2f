import { pasted, secretForm } from '../secret-form.js';

/** What the connect form takes. */
export const deltaSecret = secretForm({
  apiKey: pasted(256).meta({
    title: 'API Key',
    description: 'Delta Exchange > Settings > API Management, the key you have just created.',
  }),
  apiSecret: pasted(256).meta({
    title: 'API Secret',
    description: 'Shown once, when the key is created. Use the "Show" and copy buttons; do not type it.',
  }),
});
