import { defineEntity, p } from '@mikro-orm/core';

export const CRM_DELIVERY_STATES = ['queued', 'running', 'delivered', 'failed'] as const;

const CrmDeliverySchema = defineEntity({
  name: 'CrmDelivery',
  tableName: 'crm_delivery',
  properties: {
    /** Also the webhook-id: a repeated delivery is one event to the CRM. */
    id: p.uuid().primary(),
    customerId: p.uuid(),
    event: p.text(),
    status: p.enum(CRM_DELIVERY_STATES),
    attempt: p.integer(),
    leaseUntil: p.datetime().nullable(),
    lastError: p.text().nullable(),
    createdAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
  indexes: [
    { name: 'crm_delivery_customer_idx', properties: ['customerId', 'createdAt'] },
    {
      name: 'crm_delivery_open_idx',
      expression:
        'create index "crm_delivery_open_idx" on "crm_delivery" ("created_at") where status in (\'queued\', \'running\')',
    },
  ],
});

/** One signed webhook to the CRM. */
export class CrmDelivery extends CrmDeliverySchema.class {}
CrmDeliverySchema.setClass(CrmDelivery);
