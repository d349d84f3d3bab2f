import { pasted, secretForm } from '../secret-form.js';

/** What an integration gives; customers authorize instead. */
export const instagramSecret = secretForm({
  accessToken: pasted(2048).meta({
    title: 'Access token',
    description: 'Of Facebook Login, given to our app, with the permissions of the set-up guide.',
  }),
  accountId: pasted(40)
    .refine((text) => /^\d+$/.test(text), {
      error: 'This is a number: the id of the Instagram account, not its name.',
    })
    .optional()
    .meta({
      title: 'Instagram account id',
      description: 'The number of the professional account (17841…), not its name.',
    }),
});
