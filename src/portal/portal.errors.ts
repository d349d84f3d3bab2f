import { defineErrors } from '../platform/errors/app-error.js';

export const portalErrors = defineErrors({
  form_sent_before: {
    status: 409,
    title: 'This form was sent before, with other words',
    hint: 'Look first at what became of it. To send what stands here now as well, press the button again.',
  },
});
