import { defineEntity, p } from '@mikro-orm/core';

const CustomerDataKeySchema = defineEntity({
  name: 'CustomerDataKey',
  tableName: 'customer_data_key',
  properties: {
    id: p.uuid().primary(),
    customerId: p.uuid().unique('customer_data_key_customer_id_key'),
    /** Null once destroyed: everything sealed under it is then unreadable for good. */
    wrapped: p.text().nullable(),
    createdAt: p.datetime(),
    destroyedAt: p.datetime().nullable(),
  },
  indexes: [
    {
      name: 'customer_data_key_ring_idx',
      expression:
        'create index "customer_data_key_ring_idx" on "customer_data_key" (split_part("wrapped", \':\', 3), "id")',
    },
  ],
});

/** A customer's own encryption key, itself encrypted by a key of the ring. */
export class CustomerDataKey extends CustomerDataKeySchema.class {}
CustomerDataKeySchema.setClass(CustomerDataKey);
