import { defineEntity, p } from '@mikro-orm/core';

import { PLATFORMS } from '../../agents/platform-names.js';
import type { AccountChoice } from '../providers/oauth-door.js';

/**
 * `asked`: the customer was sent to the platform. `answered`: they came back, their code is being exchanged.
 * `open`: tokens are in the vault, an account is to be chosen. `done`: chosen, its test was asked for.
 */
export const GRANT_STATES = ['asked', 'answered', 'open', 'done', 'denied', 'failed'] as const;

const OAuthGrantSchema = defineEntity({
  name: 'OAuthGrant',
  tableName: 'oauth_grant',
  properties: {
    id: p.uuid().primary(),
    customerId: p.uuid(),
    credentialId: p.uuid(),
    platform: p.enum(PLATFORMS),
    status: p.enum(GRANT_STATES),
    actorKind: p.text(),
    actorId: p.text(),
    /** The connect link it was begun from; spent once tokens are in. */
    linkId: p.uuid().nullable(),
    /** SHA-256 of the state, hex; the state itself is only in the browser's address. */
    stateHash: p.text().unique('oauth_grant_state_hash_key'),
    /** SHA-256 of the cookie of the browser that began, hex. */
    browserHash: p.text(),
    /** What the platform answered instead of a code, or a failure code of `test-report.ts`. */
    problem: p.text().nullable(),
    accounts: p.json<readonly AccountChoice[]>(),
    setId: p.uuid().nullable(),
    testId: p.uuid().nullable(),
    /** Of the system clock: ten minutes are ten minutes. */
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
  },
  indexes: [
    { name: 'oauth_grant_credential_idx', properties: ['credentialId', 'createdAt'] },
    { name: 'oauth_grant_created_idx', properties: ['createdAt'] },
  ],
});

/** One way of a customer through a platform's authorization and back. Holds no token. */
export class OAuthGrant extends OAuthGrantSchema.class {}
OAuthGrantSchema.setClass(OAuthGrant);
