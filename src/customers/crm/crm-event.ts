import { formatCustomerNumber } from '../customer-number.js';
import type { Customer } from '../customer.entity.js';
import type { Csm } from '../csm.entity.js';
import type { CrmEvent } from './crm.work.js';

/** What the CRM is told: the event, when it happened, and the customer as it is now. */
export function crmEventBody(type: CrmEvent, at: Date, customer: Customer, csm: Csm): string {
  return JSON.stringify({
    type,
    timestamp: at.toISOString(),
    data: {
      customerId: customer.id,
      number: formatCustomerNumber(customer.number),
      crmId: customer.crmId ?? null,
      status: customer.status,
      email: customer.email,
      companyName: customer.companyName,
      industry: customer.industry,
      country: customer.country,
      timezone: customer.timezone,
      website: customer.website ?? null,
      agentInterest: customer.agentInterest,
      csm: { name: csm.name, email: csm.email },
      signedUpAt: customer.signedUpAt.toISOString(),
      activatedAt: customer.activatedAt?.toISOString() ?? null,
    },
  });
}
