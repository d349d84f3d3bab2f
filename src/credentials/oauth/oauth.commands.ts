import { z } from 'zod';

import { Accepted, ShownOnce, command } from '../../platform/commands/command.js';
import { credentialAggregate } from '../credential.aggregate.js';
import { AuthorizationRequests } from './authorization-requests.js';
import { DataDeletion } from './data-deletion.js';
import { Deauthorization } from './deauthorization.js';
import { GrantDesk } from './grant-desk.js';

const id = z.string().min(1).max(200);

/** "Authorize with …" on the connect page (runbook, Step 7). */
export const beginAuthorization = command({
  name: 'credential.authorize',
  title: 'Authorize',
  roles: ['public'],
  input: z.strictObject({ token: z.string().min(20).max(200), browser: z.string().min(20).max(200) }),
  unscanned: ['token', 'browser'],
  service: AuthorizationRequests,
  run: async (requests, tx, { input }) => new ShownOnce(await requests.begin(tx, input), {}),
});

/** "Try again" after the platform, or the customer there, said no. */
export const authorizeAgain = command({
  name: 'credential.authorize-again',
  title: 'Try again',
  roles: ['public'],
  input: z.strictObject({ grantId: id, browser: z.string().max(200) }),
  unscanned: ['grantId', 'browser'],
  service: AuthorizationRequests,
  run: async (requests, tx, { input }) => new ShownOnce(await requests.again(tx, input), {}),
});

/** The platform let the customer through: tokens go into the vault. Asked by the way back only. */
export const keepGrant = command({
  name: 'credential.keep-grant',
  title: 'Authorized',
  roles: ['customer'],
  aggregate: credentialAggregate,
  input: z.strictObject({
    grantId: id,
    secret: z.record(z.string().max(40), z.string().max(4096)),
    accounts: z
      .array(
        z.strictObject({
          id,
          name: z.string().max(300),
          detail: z.string().max(300).nullable(),
          unusable: z.string().max(300).nullable(),
        }),
      )
      .min(1)
      .max(500),
    accessExpiresAt: z.date().nullable(),
  }),
  unscanned: ['secret', 'accounts', 'grantId'],
  service: GrantDesk,
  run: (desk, tx, { id: credentialId, input }) => desk.keep(tx, credentialId, input),
});

export const chooseAccount = command({
  name: 'credential.choose-account',
  title: 'Connect this account',
  roles: ['customer'],
  aggregate: credentialAggregate,
  input: z.strictObject({ grantId: id, accountId: id }),
  unscanned: ['grantId', 'accountId'],
  service: GrantDesk,
  run: async (desk, tx, { id: credentialId, input }) =>
    new Accepted(await desk.choose(tx, credentialId, input.grantId, input.accountId)),
});

/** Meta's deauthorize callback: a person removed our app there. */
export const receiveDeauthorization = command({
  name: 'credential.deauthorize',
  title: 'App removed at the platform',
  roles: ['public'],
  input: z.strictObject({ signedRequest: z.string().max(4_096) }),
  unscanned: ['signedRequest'],
  service: Deauthorization,
  run: (deauthorization, tx, { input }) => deauthorization.receive(tx, input.signedRequest),
});

/** Meta's data deletion callback: a person asked there that we delete what we hold of them. */
export const receiveDataDeletion = command({
  name: 'credential.delete-data',
  title: 'Data deletion asked for at the platform',
  roles: ['public'],
  input: z.strictObject({ signedRequest: z.string().max(4_096) }),
  unscanned: ['signedRequest'],
  service: DataDeletion,
  run: (deletion, tx, { input }) => deletion.receive(tx, input.signedRequest),
});
