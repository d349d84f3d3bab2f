import { defineEntity, p } from '@mikro-orm/core';
import { STAFF_ROLES } from '../../platform/unit-of-work/actor.js';

export const API_KEY_ROLES = [...STAFF_ROLES, 'integration'] as const;

const ApiKeySchema = defineEntity({
  name: 'ApiKey',
  tableName: 'api_key',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    role: p.enum(API_KEY_ROLES),
    /** SHA-256 of the whole key, in hex: the key holds 256 random bits. */
    keyHash: p.text().unique(),
    /** The commands it may call; null: whatever its role may. */
    commands: p.array().nullable(),
    createdAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
  },
});

/** A program's way in. The key itself is shown once and kept nowhere. */
export class ApiKey extends ApiKeySchema.class {}
ApiKeySchema.setClass(ApiKey);
