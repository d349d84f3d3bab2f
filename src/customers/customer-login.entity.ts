import { defineEntity, p } from '@mikro-orm/core';

const CustomerLoginSchema = defineEntity({
  name: 'CustomerLogin',
  tableName: 'customer_login',
  properties: {
    customerId: p.uuid().primary(),
    /** argon2id. */
    passwordHash: p.text().nullable(),
    /** The password opens nothing but the page that sets a new one. */
    mustChange: p.boolean(),
    /** End of a temporary password, business clock. */
    temporaryUntil: p.datetime().nullable(),
    passwordSetAt: p.datetime().nullable(),
    firstLoginAt: p.datetime().nullable(),
    lastLoginAt: p.datetime().nullable(),
    /** Sessions of an earlier epoch are over; it grows with every new password and with a suspension. */
    sessionEpoch: p.integer(),
  },
});

/** How a customer gets into the portal. */
export class CustomerLogin extends CustomerLoginSchema.class {}
CustomerLoginSchema.setClass(CustomerLogin);
