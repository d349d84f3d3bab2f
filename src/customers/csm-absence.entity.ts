import { defineEntity, p } from '@mikro-orm/core';

const CsmAbsenceSchema = defineEntity({
  name: 'CsmAbsence',
  tableName: 'csm_absence',
  properties: {
    id: p.uuid().primary(),
    csmId: p.uuid(),
    coverId: p.uuid(),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
  },
  indexes: [
    { name: 'csm_absence_csm_idx', properties: ['csmId', 'endsAt'] },
    { name: 'csm_absence_cover_idx', properties: ['coverId', 'endsAt'] },
  ],
});

/** While it lasts, the cover takes the manager's new customers and calls. */
export class CsmAbsence extends CsmAbsenceSchema.class {}
CsmAbsenceSchema.setClass(CsmAbsence);
