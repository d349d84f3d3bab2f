import { pasted, secretForm } from '../secret-form.js';

/** What an integration gives; customers authorize instead. */
export const linkedinSecret = secretForm({
  accessToken: pasted(2048).meta({
    title: 'Access token',
    description: 'Given to our app by the customer, with the scopes of the set-up guide.',
  }),
  refreshToken: pasted(2048)
    .optional()
    .meta({ title: 'Refresh token', description: 'Where LinkedIn gave one: for approved partners only.' }),
  accountId: pasted(40).optional().meta({
    title: 'Organization id',
    description: 'The number in the address of the page\u2019s admin view.',
  }),
});
