import { Injectable, type OnModuleInit } from '@nestjs/common';

import { PLATFORM_TITLES, type PlatformName } from '../agents/platform-names.js';
import { AGENT_TYPES } from '../agents/types/agent-types.js';
import { PRIMARY_CONTACT } from '../customers/contact.entity.js';
import type { MailIssue } from '../mail/mail-issue.js';
import { MailLoaders, MailNotNeeded, type MailToLoad } from '../mail/mail-loaders.js';
import { MailService } from '../mail/mail.service.js';
import type { MailData } from '../mail/templates/mail-templates.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { newId } from '../platform/ids/new-id.js';
import { portalAddress } from '../platform/links/links.settings.js';
import { Settings } from '../platform/settings/settings.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { connectLinkAsked } from './credential.entries.js';
import { credentialAggregate } from './credential.aggregate.js';
import { CredentialRepository } from './credential.repository.js';
import { ConnectStops } from './connect-stops.js';
import { CredentialService } from './credential.service.js';
import { guidePath } from './providers/setup-guide.js';

/** How long a connect link opens its page. */
export const CONNECT_HOURS = 72;

/** The mail with the one-time link on which a customer gives a key (runbook, Step 7). */
@Injectable()
export class ConnectMail implements OnModuleInit {
  constructor(
    private readonly mails: MailService,
    private readonly loaders: MailLoaders,
    private readonly credentials: CredentialService,
    private readonly repository: CredentialRepository,
    private readonly settings: Settings,
    private readonly stops: ConnectStops,
  ) {}

  onModuleInit(): void {
    this.loaders.register('connect_link', (tx, mail, issue) => this.load(tx, mail, issue));
  }

  /** Makes the credential where there is none and asks for the mail; the link itself is made while it is sent. */
  async ask(
    tx: Tx,
    customerId: string,
    { platform, contactId }: { platform: PlatformName; contactId?: string | undefined },
  ): Promise<{ credentialId: string; mailId: string }> {
    const { id: credentialId } = await this.credentials.prepare(tx, customerId, platform);
    const to = contactId ? await this.contact(tx, customerId, contactId) : await this.account(tx, customerId);
    const { id: mailId } = await this.mails.enqueue(tx, {
      template: 'connect_link',
      to,
      customerId,
      subjectId: credentialId,
      dedupeKey: `connect-link:${credentialId}:${newId()}`,
    });
    const data = { platform, ...(contactId ? { contactId } : {}) };
    tx.record(connectLinkAsked, { subjectId: credentialId, customerId, data });
    return { credentialId, mailId };
  }

  private async account(tx: Tx, customerId: string): Promise<{ email: string; name: string | null }> {
    const { email, contactName } = await this.repository.recipient(tx.em, customerId);
    return { email, name: contactName };
  }

  /** The primary contact's address is the account's. */
  private async contact(tx: Tx, customerId: string, id: string) {
    const found = await this.repository.contact(tx.em, customerId, id);
    if (found?.role === PRIMARY_CONTACT) return this.account(tx, customerId);
    if (found?.email) return { email: found.email, name: found.name };
    const message = found
      ? `${found.name} has no e-mail address; add it to the contact first`
      : 'must be a contact of this customer';
    throw commonErrors.validation_failed('Not accepted: contactId.', {
      fields: [{ field: 'contactId', message }],
    });
  }

  private async load(tx: Tx, mail: MailToLoad, issue: MailIssue): Promise<MailData<'connect_link'>> {
    const credentialId = mail.subjectId;
    await tx.lock(credentialAggregate, credentialId);
    const { customerId, platform, status } = await this.repository.get(tx.em, credentialId);
    if (status === 'disconnected') throw new MailNotNeeded('the connection was disconnected');
    const stop = await this.stops.first(tx, customerId, platform);
    if (stop) throw new MailNotNeeded(stop.detail);
    const { timezone, csm } = await this.repository.recipient(tx.em, customerId);
    const request = { purpose: 'connect', customerId, subjectId: credentialId } as const;
    const link = await issue.link({ ...request, hours: CONNECT_HOURS, voidOthers: true });
    return {
      recipientName: mail.toName ?? null,
      platformTitle: PLATFORM_TITLES[platform],
      agentTitle: platform === 'delta' ? AGENT_TYPES.trading.title : AGENT_TYPES.marketing.title,
      connectUrl: link.url,
      guideUrl: `${await this.settings.get(tx.em, portalAddress)}${guidePath(platform)}`,
      valid: { hours: CONNECT_HOURS, until: link.expiresAt },
      zone: timezone,
      csm,
    };
  }
}
