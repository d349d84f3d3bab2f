import { pasted, secretForm } from '../secret-form.js';

/** What an integration gives; customers authorize instead. */
export const facebookSecret = secretForm({
  accessToken: pasted(2048).meta({
    title: 'Page access token',
    description: 'Of the page itself, given to our app, with the permissions of the set-up guide.',
  }),
  accountId: pasted(40)
    .refine((text) => /^\d+$/.test(text), { error: 'This is a number: page > About > Page transparency.' })
    .optional()
    .meta({ title: 'Page id', description: 'The number of the page: About > Page transparency.' }),
});
