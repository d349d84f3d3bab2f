import { defineErrors } from '../errors/app-error.js';

export const settingErrors = defineErrors({
  setting_unreadable: {
    status: 503,
    title: 'A setting cannot be read',
    hint: 'An admin opens Settings and sets it anew; nothing that depends on it goes on until then.',
    kind: 'bug',
  },
  setting_is_default: {
    status: 409,
    title: 'The setting has its default',
    hint: 'There is nothing to set back.',
  },
});
