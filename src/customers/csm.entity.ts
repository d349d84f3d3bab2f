import { defineEntity, p } from '@mikro-orm/core';
import type { WorkingHours } from './csm-table.js';
import { INDUSTRIES } from './industries.js';

/** Working hours without their zone, which is the manager's. */
export type CsmHours = Omit<WorkingHours, 'timezone'>;

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
    /** Where the manager's calls take place; null: the usual link of Settings. */
    meetingLink: p.text().nullable(),
    active: p.boolean(),
    version: p.integer().version(),
  },
});

/** A customer success manager (runbook Appendix C). */
export class Csm extends CsmSchema.class {}
CsmSchema.setClass(Csm);
