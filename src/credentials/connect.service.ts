import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import { PLATFORM_TITLES, type PlatformName } from '../agents/platform-names.js';
import type { AppError } from '../platform/errors/app-error.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { Links, linkErrors } from '../platform/links/links.js';
import { PUBLIC } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../platform/unit-of-work/unit-of-work.js';
import { credentialAggregate } from './credential.aggregate.js';
import type { GivenKey } from './credential-desk.js';
import { credentialErrors } from './credential.errors.js';
import { CredentialRepository } from './credential.repository.js';
import { CredentialService, type StoredCredential } from './credential.service.js';
import { OurAddresses } from './our-addresses.js';
import type { SecretField } from './providers/connection-tester.js';
import { ConnectionTesters } from './providers/connection-testers.js';
import type { SetupGuide } from './providers/setup-guide.js';

/** How long a link opens its page that is made for somebody who is there: signed in, or just refused. */
const AGAIN_HOURS = 2;

/** What the one-time connect page shows. */
export interface ConnectPage {
  customerId: string;
  /** Whose link it is: a person who got it from somebody else sees for whom they would connect. */
  company: string;
  credentialId: string;
  platform: PlatformName;
  platformTitle: string;
  status: string;
  /** `isId`: it only names an account, and may be seen while it is typed. */
  fields: readonly (SecretField & { readonly isId: boolean })[];
  /** Authorized at the platform instead of pasting; `origin` is where the button leads. */
  oauth: { button: string; origin: string } | null;
  /** JSON Schema of the limits beside the key, and what the form starts with. */
  settingsSchema: unknown;
  settings: Record<string, unknown>;
  guide: SetupGuide;
}

/** The one-time page on which a customer gives a key without logging in (runbook, Step 7). */
@Injectable()
export class ConnectService {
  constructor(
    private readonly links: Links,
    private readonly unitOfWork: UnitOfWork,
    private readonly repository: CredentialRepository,
    private readonly credentials: CredentialService,
    private readonly testers: ConnectionTesters,
    private readonly addresses: OurAddresses,
  ) {}

  /** What the link opens; opening spends nothing. @throws AppError `link_not_valid`, `credential_disconnected`, `trial_over` */
  async page(token: string): Promise<ConnectPage> {
    const { subjectId } = await this.links.peek('connect', token);
    return this.unitOfWork.look(PUBLIC, (tx) => this.pageOf(tx, subjectId));
  }

  /**
   * Takes the key and spends the link; a key refused for its form leaves the link as it was.
   *
   * @throws AppError `link_not_valid`, `credential_disconnected`, `credential_secret_malformed`, …
   */
  async submit(tx: Tx, { token, secret, settings }: Omit<GivenKey, 'platform'> & { token: string }) {
    const { subjectId } = await this.links.peek('connect', token);
    // Customer and credential are locked before the link, in the order of every other command.
    await tx.lock(credentialAggregate, subjectId);
    const link = await this.links.spend(tx, 'connect', token);
    const { customerId, platform, status } = await this.repository.get(tx.em, link.subjectId);
    if (status === 'disconnected') throw disconnected();
    const given = { customerId, platform, secret, settings, door: 'link' as const };
    const stored: StoredCredential = await this.credentials.store(tx, given);
    return stored;
  }

  /** Only a customer opens a connect page of their own. */
  whyNotOpen({ actor }: Tx, customerId: string): AppError | undefined {
    const own = actor.kind === 'customer' && actor.id === customerId;
    return own ? undefined : commonErrors.not_found('There is no such customer.');
  }

  /**
   * The connect page for a customer who is signed in. A link that was mailed, perhaps to a colleague, stays good.
   * @throws AppError `customer_not_active`, `platform_not_offered`
   */
  async open(tx: Tx, customerId: string, platform: PlatformName): Promise<{ token: string }> {
    const { id: subjectId } = await this.credentials.prepare(tx, customerId, platform);
    const request = { purpose: 'connect', customerId, subjectId } as const;
    const { token } = await this.links.issue(tx, { ...request, hours: AGAIN_HOURS, voidOthers: false });
    return { token };
  }

  /**
   * A fresh link for somebody who just gave a key by the last one and was refused by the platform. Once it works there
   * is none: the address of a result page, read by others later, opens nothing.
   */
  async again(tx: Tx, credentialId: string): Promise<{ token: string }> {
    const { customerId, platform, status } = await this.repository.get(tx.em, credentialId);
    if (tx.actor.kind !== 'customer' || tx.actor.id !== customerId)
      throw commonErrors.not_found('There is no such record of yours.');
    if (status === 'disconnected') throw disconnected();
    await this.credentials.requireOpen(tx, { customerId, platform });
    if (await this.repository.isProven(tx.em, credentialId))
      throw linkErrors.link_not_valid('The connection works: there is nothing to try again.');
    const request = { purpose: 'connect', customerId, subjectId: credentialId } as const;
    const { token } = await this.links.issue(tx, { ...request, hours: AGAIN_HOURS, voidOthers: true });
    return { token };
  }

  private async pageOf(tx: Tx, credentialId: string): Promise<ConnectPage> {
    const { em } = tx;
    const credential = await this.repository.get(em, credentialId);
    if (credential.status === 'disconnected') throw disconnected();
    await this.credentials.requireOpen(tx, credential);
    const tester = this.testers.for(credential.platform);
    return {
      customerId: credential.customerId,
      company: await this.repository.companyName(em, credential.customerId),
      credentialId: credential.id,
      platform: credential.platform,
      platformTitle: PLATFORM_TITLES[credential.platform],
      status: credential.status,
      fields: tester.fields.map((field) => ({ ...field, isId: tester.identifiers.includes(field.name) })),
      oauth: tester.oauth && {
        button: tester.oauth.button,
        origin: new URL(tester.oauth.authorizationUrl).origin,
      },
      settingsSchema: z.toJSONSchema(tester.settings, { io: 'input' }),
      settings: credential.settings,
      guide: tester.guide(await this.addresses.get(em)),
    };
  }
}

const disconnected = () =>
  credentialErrors.credential_disconnected('The connection this link was made for was disconnected.');
