import { defineEntity, p } from '@mikro-orm/core';
import { INDUSTRIES } from './industries.js';

/** Working hours without their zone, which is the manager's. */
export interface CsmHours {
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
}

const CsmSchema = defineEntity({
  name: 'Csm',
  tableName: 'csm',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    email: p.text().unique('csm_email_key'),
    phone: p.text().nullable(),
    timezone: p.text(),
    industries: p.enum(INDUSTRIES).array(),
    hours: p.json<CsmHours>(),
    active: p.boolean(),
  },
});

/** A customer success manager (runbook Appendix C). */
export class Csm extends CsmSchema.class {}
CsmSchema.setClass(Csm);
