import { defineEntity, p } from '@mikro-orm/core';
import { STAFF_ROLES } from '../platform/unit-of-work/actor.js';

const StaffMemberSchema = defineEntity({
  name: 'StaffMember',
  tableName: 'staff_member',
  properties: {
    id: p.uuid().primary(),
    /** In lower case; unique. */
    email: p.text().unique(),
    name: p.text(),
    role: p.enum(STAFF_ROLES),
    /** argon2id, PHC string. */
    passwordHash: p.text(),
    /** The password was given by somebody else: nothing is open before it is changed. */
    mustChange: p.boolean(),
    active: p.boolean(),
    /** Goes up with each new password, reset and deactivation: sessions of an older one have ended. */
    epoch: p.integer(),
    /** System instants. */
    passwordSetAt: p.datetime(),
    lastSignInAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    version: p.integer().version(),
  },
});

/** An account of the panel. */
export class StaffMember extends StaffMemberSchema.class {}
StaffMemberSchema.setClass(StaffMember);
