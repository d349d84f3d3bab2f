import { pasted, secretForm } from '../secret-form.js';

/** What an integration gives; customers authorize instead. */
export const youtubeSecret = secretForm({
  accessToken: pasted(2048).meta({
    title: 'Access token',
    description: 'Given to our app by the customer, with the scopes of the set-up guide. It lasts an hour.',
  }),
  refreshToken: pasted(2048).meta({
    title: 'Refresh token',
    description:
      'Given together with it for access_type=offline. Without it the connection ends after an hour.',
  }),
  accountId: pasted(100).optional().meta({
    title: 'Channel id',
    description: 'Begins with UC; YouTube shows it under Settings > Advanced settings.',
  }),
});
