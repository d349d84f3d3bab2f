import { z } from 'zod';

import { platformName } from '../agents/platform-names.js';
import { customerAggregate } from '../customers/customer.aggregate.js';
import { Accepted, ShownOnce, command } from '../platform/commands/command.js';
import { ConnectMail } from './connect-mail.js';
import { ConnectService } from './connect.service.js';
import { credentialAggregate } from './credential.aggregate.js';
import { CredentialDesk } from './credential-desk.js';
import { TestAll } from './test-all.service.js';
import { CredentialEscalation } from './credential-escalation.js';
import { ESCALATORS, escalationOpening } from '../escalations/opening.js';

/** Fields of a key as its platform names them. Their form is judged by the platform's tester. */
const secret = z.record(z.string().max(40), z.string().max(4096)).meta({
  title: 'Key and secret',
  description: 'For Delta Exchange: apiKey and apiSecret. Kept encrypted, never shown again.',
});
const settings = z.record(z.string(), z.unknown()).optional().meta({
  title: 'Limits',
  description: 'Default coin, max units per order, max notional; the conservative defaults unless given.',
});

export const sendConnectLink = command({
  name: 'credential.connect-link',
  title: 'Send connect link',
  roles: ['ops', 'csm'],
  aggregate: customerAggregate,
  input: z.strictObject({
    platform: platformName.meta({ title: 'Platform', widget: 'platforms' }),
    contactId: z.uuid('must be a contact of the customer').optional().meta({
      title: 'Send to',
      description: "Who holds the login there, if it is not who signed up. Empty: the account's address.",
      reference: 'contacts',
    }),
  }),
  service: ConnectMail,
  run: async (mail, tx, { id, input }) => new Accepted(await mail.ask(tx, id, input)),
});

export const storeCredential = command({
  name: 'credential.store',
  title: 'Give a key',
  roles: ['integration', 'customer'],
  aggregate: customerAggregate,
  input: z.strictObject({ platform: platformName, secret, settings }),
  unscanned: ['secret'],
  service: CredentialDesk,
  check: async (desk, tx, id) => desk.whyNotGive(tx, id),
  run: async (desk, tx, { id, input }) => new Accepted(await desk.give(tx, id, input)),
});

export const submitCredential = command({
  name: 'credential.submit',
  title: 'Test Connection',
  roles: ['public', 'customer'],
  input: z.strictObject({ token: z.string().min(20).max(200), secret, settings }),
  unscanned: ['secret'],
  service: ConnectService,
  run: async (connect, tx, { input }) => new Accepted(await connect.submit(tx, input)),
});

/** From the portal, where the customer is signed in. */
export const openConnect = command({
  name: 'credential.open-connect',
  title: 'Connect',
  roles: ['customer'],
  aggregate: customerAggregate,
  input: z.strictObject({ platform: platformName }),
  service: ConnectService,
  check: async (connect, tx, id) => connect.whyNotOpen(tx, id),
  run: async (connect, tx, { id, input }) => new ShownOnce(await connect.open(tx, id, input.platform), {}),
});

export const connectAgain = command({
  name: 'credential.connect-again',
  title: 'Try again',
  roles: ['customer'],
  aggregate: credentialAggregate,
  input: z.strictObject({}),
  service: ConnectService,
  run: async (connect, tx, { id }) => new ShownOnce(await connect.again(tx, id), {}),
});

export const testCredentialNow = command({
  name: 'credential.test',
  title: 'Test Connection',
  roles: ['ops', 'csm', 'engineering', 'security', 'customer', 'integration'],
  aggregate: credentialAggregate,
  input: z.strictObject({}),
  service: CredentialDesk,
  check: (desk, tx, id) => desk.whyNotTest(tx, id),
  run: async (desk, tx, { id }) => new Accepted(await desk.test(tx, id)),
});

export const testAllCredentials = command({
  name: 'credential.test-all',
  title: 'Test All Connections',
  roles: ['ops', 'csm', 'engineering', 'security', 'customer', 'integration'],
  aggregate: customerAggregate,
  input: z.strictObject({}),
  service: TestAll,
  check: (all, tx, id) => all.whyNot(tx, id),
  run: async (all, tx, { id }) => new Accepted(await all.ask(tx, id)),
});

export const disconnectCredential = command({
  name: 'credential.disconnect',
  title: 'Disconnect',
  roles: ['ops', 'csm', 'security', 'customer'],
  aggregate: credentialAggregate,
  input: z.strictObject({}),
  service: CredentialDesk,
  check: (desk, tx, id) => desk.whyNotDisconnect(tx, id),
  run: (desk, tx, { id }) => desk.disconnect(tx, id),
});

export const escalateCredential = command({
  name: 'credential.escalate',
  title: 'Escalate',
  roles: ESCALATORS,
  aggregate: credentialAggregate,
  input: escalationOpening,
  status: 201,
  service: CredentialEscalation,
  form: () => Promise.resolve({ start: { trigger: 'platform_integration_failing' } }),
  run: (escalation, tx, { id, input }) => escalation.raise(tx, id, input),
});
