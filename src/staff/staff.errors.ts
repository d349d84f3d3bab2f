import { defineErrors } from '../platform/errors/app-error.js';

export const staffErrors = defineErrors({
  staff_exists: {
    status: 409,
    title: 'This account exists already',
    hint: 'Open the existing account: its password can be reset and its role changed.',
  },
  staff_not_active: {
    status: 409,
    title: 'This account is deactivated',
    hint: 'Add it again with its role: that opens it with a new temporary password.',
  },
  last_admin: {
    status: 409,
    title: 'This is the last active admin',
    hint: 'Make somebody else admin first.',
  },
  api_key_revoked: {
    status: 409,
    title: 'This key is revoked already',
    hint: 'Nothing is left to do; make a new key where one is still needed.',
  },
  api_key_commands_refused: {
    status: 400,
    title: 'The allow-list is not usable',
    hint: 'Name commands that are open to role integration; the API documentation lists them as operation ids.',
  },
});
