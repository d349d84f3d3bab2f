import { defineErrors } from '../errors/app-error.js';

export const freeTextErrors = defineErrors({
  text_holds_secret: {
    status: 422,
    title: 'The text holds a key that a customer entrusted to us',
    hint: 'Take it out; nothing was saved. Who could read it elsewhere (a chat, a mail) has it too: press Contain on the customer, or have the key replaced.',
  },
  text_looks_like_secret: {
    status: 422,
    title: 'The text holds something that looks like a key or a password',
    hint: 'Take it out, or save it masked. Keys and passwords are never kept in texts; nothing was saved.',
  },
});
