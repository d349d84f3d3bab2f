import { defineEntity, p } from '@mikro-orm/core';

export const PRIMARY_CONTACT = 'primary';

const ContactSchema = defineEntity({
  name: 'Contact',
  tableName: 'contact',
  properties: {
    id: p.uuid().primary(),
    customerId: p.uuid(),
    name: p.text(),
    email: p.text().nullable(),
    /** E.164. */
    phone: p.text().nullable(),
    chat: p.text().nullable(),
    /** `primary`, or what the person does there. */
    role: p.text(),
    createdAt: p.datetime(),
  },
  indexes: [
    { name: 'contact_customer_idx', properties: ['customerId', 'createdAt'] },
    {
      name: 'contact_one_primary_key',
      expression:
        'create unique index "contact_one_primary_key" on "contact" ("customer_id") where role = \'primary\'',
    },
  ],
});

/** A person at the customer. */
export class Contact extends ContactSchema.class {}
ContactSchema.setClass(Contact);
