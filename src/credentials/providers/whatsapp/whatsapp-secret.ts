import { pasted, secretForm } from '../secret-form.js';

const id = (where: string) =>
  pasted(40).refine((text) => /^\d{5,25}$/.test(text), {
    error: `This is a number without spaces: copy it from ${where}.`,
  });

/** What a customer pastes: the token opens, the two ids only name number and account. */
export const whatsappSecret = secretForm({
  accessToken: pasted(2048).meta({
    title: 'Access token',
    description: 'Of a system user of your business, with both permissions below.',
  }),
  phoneNumberId: id('WhatsApp Manager > API set-up > Phone number ID').meta({
    title: 'Phone number ID',
    description: 'Not the phone number itself: WhatsApp Manager > API set-up.',
  }),
  wabaId: id('WhatsApp Manager > API set-up > WhatsApp Business Account ID').meta({
    title: 'WhatsApp Business Account ID',
    description: 'The account the number belongs to: on the same page.',
  }),
});
