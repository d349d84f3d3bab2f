import { Injectable } from '@nestjs/common';

import type { PlatformName } from '../agents/platform-names.js';
import { CustomerService } from '../customers/customer.service.js';
import { plainWords } from '../platform/commands/plain-words.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { newId } from '../platform/ids/new-id.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { SecretText } from '../platform/vault/secret-text.js';
import { CredentialSecrets } from './credential-secrets.js';
import { credentialStored, type Door } from './credential.entries.js';
import type { Credential } from './credential.entity.js';
import { credentialErrors } from './credential.errors.js';
import { ConnectStops } from './connect-stops.js';
import { CredentialRepository } from './credential.repository.js';
import { credentialStates } from './credential.states.js';
import type { TestTrigger } from './credential-test.entity.js';
import { CredentialTestService } from './credential-test.service.js';
import type { ConnectionTester } from './providers/connection-tester.js';
import { ConnectionTesters } from './providers/connection-testers.js';
import type { OfferedPlatform } from './providers/platforms.js';
import { rotateBy } from './rotation.js';

export interface SecretGiven {
  customerId: string;
  platform: PlatformName;
  /** As it came in; each platform's tester reads its own fields. */
  secret: unknown;
  /** Limits beside the key; the platform's conservative defaults unless given. */
  settings?: Record<string, unknown> | undefined;
  door: Door;
}

/** Secrets as the vault takes them. */
export interface SecretsKept extends Pick<SecretGiven, 'customerId' | 'platform' | 'door'> {
  secrets: Readonly<Record<string, SecretText>>;
}

export interface StoredCredential {
  credentialId: string;
  /** The test to watch. */
  testId: string;
}

/** Connections of customers to platforms. Callers hold the customer's lock. */
@Injectable()
export class CredentialService {
  constructor(
    private readonly customers: CustomerService,
    private readonly testers: ConnectionTesters,
    private readonly repository: CredentialRepository,
    private readonly tests: CredentialTestService,
    private readonly secrets: CredentialSecrets,
    private readonly stops: ConnectStops,
  ) {}

  /**
   * The live credential of a customer and platform, made `pending` when there is none.
   *
   * @throws AppError `platform_not_offered`, `customer_not_active`, `trial_over`
   */
  async prepare(tx: Tx, customerId: string, platform: PlatformName): Promise<Credential> {
    const tester = this.testers.for(platform);
    await this.customers.requireActive(tx, customerId);
    await this.stops.requireNone(tx, customerId, platform);
    const live = await this.repository.live(tx.em, customerId, platform);
    if (live !== null) return live;
    const made = this.repository.add(tx.em, {
      id: newId(),
      customerId,
      platform,
      status: credentialStates.initial,
      environment: tester.environment,
      accountId: null,
      accountName: null,
      holderId: null,
      scopes: [],
      settings: { ...tester.settingsDefaults },
      setAt: null,
      rotateBy: null,
      expiresAt: null,
      deadlineAt: null,
      retestDueAt: null,
      lastValidatedAt: null,
      lastFailureCode: null,
      disconnectedAt: null,
      createdAt: tx.now,
    });
    await tx.em.flush();
    return made;
  }

  /**
   * Takes a secret in and asks for its test. On an active credential it is a candidate: the present one stays
   * in use until the new one has passed.
   *
   * @throws AppError `credential_secret_malformed` naming the fields, `platform_not_offered`, `customer_not_active`
   */
  async store(
    tx: Tx,
    { customerId, platform, secret, settings, door }: SecretGiven,
  ): Promise<StoredCredential> {
    const tester = this.testers.for(platform);
    await this.stops.requireNone(tx, customerId, platform);
    const secrets = readSecret(tester, secret);
    const limits = settings === undefined ? undefined : readSettings(tester, settings);
    const { credential } = await this.keep(tx, { customerId, platform, secrets, door });
    if (limits) credential.settings = limits;
    return { credentialId: credential.id, testId: await this.tests.request(tx, credential, 'connect') };
  }

  /** Takes secrets in whose form is known, and asks for nothing. @throws AppError as `store` does */
  async keep(
    tx: Tx,
    { customerId, platform, secrets, door }: SecretsKept,
  ): Promise<{ credential: Credential; setId: string }> {
    const { environment, identifiers } = this.testers.for(platform);
    const credential = await this.prepare(tx, customerId, platform);
    const candidate = credential.status === 'active';
    const credentialId = credential.id;
    const as = candidate ? 'candidate' : 'live';
    const given = { customerId, credentialId, secrets, identifiers, as } as const;
    const setId = await this.secrets.store(tx, platform, given);
    if (!candidate) Object.assign(credential, { environment, setAt: tx.now, rotateBy: rotateBy(tx.now) });
    tx.record(credentialStored, { subjectId: credentialId, customerId, data: { platform, door, candidate } });
    return { credential, setId };
  }

  /** Whether a platform may be connected now: after a trial's end only of who was hired. @throws AppError `trial_over` */
  requireOpen(tx: Tx, { customerId, platform }: Pick<Credential, 'customerId' | 'platform'>): Promise<void> {
    return this.stops.requireNone(tx, customerId, platform);
  }

  /** Asks for a test of the newest secret; an open test of the same secret is answered instead of a second one. */
  async requestTest(tx: Tx, credentialId: string, trigger: TestTrigger): Promise<string> {
    return this.tests.request(tx, await this.repository.get(tx.em, credentialId), trigger);
  }
}

function readSecret(
  tester: ConnectionTester<OfferedPlatform>,
  given: unknown,
): Readonly<Record<string, SecretText>> {
  const parsed = tester.parseSecret(given);
  if (parsed.ok) return Object.fromEntries(Object.entries(parsed.secret).filter(isGiven));
  const fields = parsed.problems.map(({ field, text }) => ({
    field: field === '' ? 'secret' : `secret.${field}`,
    message: text,
  }));
  throw credentialErrors.credential_secret_malformed(
    'A value that was pasted cannot be right; each field says why.',
    { fields },
  );
}

const isGiven = (entry: [string, SecretText | undefined]): entry is [string, SecretText] =>
  entry[1] !== undefined;

function readSettings(
  tester: ConnectionTester<OfferedPlatform>,
  given: Record<string, unknown>,
): Record<string, unknown> {
  const parsed = tester.settings.safeParse(given, { error: plainWords });
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({
    field: ['settings', ...path].join('.'),
    message,
  }));
  throw commonErrors.validation_failed('The limits beside the key are not accepted.', { fields });
}
