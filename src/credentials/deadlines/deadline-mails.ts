import { Injectable, type OnModuleInit } from '@nestjs/common';

import { PLATFORM_TITLES } from '../../agents/platform-names.js';
import type { MailIssue } from '../../mail/mail-issue.js';
import { MailLoaders, MailNotNeeded, type MailToLoad } from '../../mail/mail-loaders.js';
import { MailService } from '../../mail/mail.service.js';
import type { MailName, MailData } from '../../mail/templates/mail-templates.js';
import { HistoryBus } from '../../platform/history/history-bus.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { ConnectStops } from '../connect-stops.js';
import { CONNECT_HOURS } from '../connect-mail.js';
import { credentialAggregate } from '../credential.aggregate.js';
import { credentialEnding, credentialInvalidated } from '../credential.entries.js';
import type { Credential } from '../credential.entity.js';
import { CredentialRepository } from '../credential.repository.js';
import { BrokenWords } from './broken-words.js';
import { deadlinesOf, graceEnd } from './deadlines.js';

const ENDING = 'credential_ending';
const BROKEN = 'credential_broken';

/** Mails to the customer about a connection that ends, or has stopped working; each with a fresh connect link. */
@Injectable()
export class DeadlineMails implements OnModuleInit {
  constructor(
    private readonly bus: HistoryBus,
    private readonly mails: MailService,
    private readonly loaders: MailLoaders,
    private readonly repository: CredentialRepository,
    private readonly broken: BrokenWords,
    private readonly stops: ConnectStops,
  ) {}

  onModuleInit(): void {
    this.bus.on(credentialEnding, (tx, { subjectId, data: { kind, step, at } }) =>
      this.ask(tx, ENDING, subjectId, `${step}:${at}`, { about: kind, step, at }),
    );
    this.bus.on(credentialInvalidated, (tx, { subjectId }) =>
      this.ask(tx, BROKEN, subjectId, tx.now.toISOString(), {}),
    );
    this.loaders.register(ENDING, (tx, mail, issue) => this.ending(tx, mail, issue));
    this.loaders.register(BROKEN, (tx, mail, issue) => this.stopped(tx, mail, issue));
  }

  private async ask(
    tx: Tx,
    template: MailName,
    subjectId: string,
    once: string,
    params: Readonly<Record<string, string>>,
  ): Promise<void> {
    const { customerId } = await this.repository.get(tx.em, subjectId);
    const { email, contactName } = await this.repository.recipient(tx.em, customerId);
    const dedupeKey = `${template}:${subjectId}:${once}`;
    const to = { email, name: contactName };
    await this.mails.enqueue(tx, { template, to, customerId, subjectId, dedupeKey, params });
  }

  private async ending(
    tx: Tx,
    { subjectId, toName, params }: MailToLoad,
    issue: MailIssue,
  ): Promise<MailData<typeof ENDING>> {
    const credential = await this.locked(tx, subjectId);
    const found = deadlinesOf(credential).find(
      ({ kind, step, at }) =>
        kind === params['about'] && step === params['step'] && at.toISOString() === params['at'],
    );
    if (credential.status !== 'active') throw new MailNotNeeded(`the credential is ${credential.status}`);
    if (!found || found.step === 'over') throw new MailNotNeeded('a newer key has taken its place');
    const at = found.kind === 'end' ? credential.expiresAt : credential.rotateBy;
    if (!at) throw new MailNotNeeded('it has no end any more');
    const { kind, step } = found;
    const lastDay = kind === 'end' ? at : graceEnd(at);
    return {
      recipientName: toName ?? null,
      kind,
      step,
      at,
      lastDay,
      ...(await this.connect(tx, credential, issue)),
    };
  }

  private async stopped(
    tx: Tx,
    { subjectId, toName }: MailToLoad,
    issue: MailIssue,
  ): Promise<MailData<typeof BROKEN>> {
    const credential = await this.locked(tx, subjectId);
    if (credential.status !== 'expired' && credential.status !== 'invalid')
      throw new MailNotNeeded(`the credential is ${credential.status}`);
    const { cause, remedy } = await this.broken.of(tx, credential);
    return { recipientName: toName ?? null, cause, remedy, ...(await this.connect(tx, credential, issue)) };
  }

  /** Nobody is asked to connect what they could not. */
  private async locked(tx: Tx, id: string): Promise<Credential> {
    await tx.lock(credentialAggregate, id);
    const credential = await this.repository.get(tx.em, id);
    const stop = await this.stops.first(tx, credential.customerId, credential.platform);
    if (stop) throw new MailNotNeeded(stop.detail);
    return credential;
  }

  private async connect(tx: Tx, { id, customerId, platform }: Credential, issue: MailIssue) {
    const { timezone, csm } = await this.repository.recipient(tx.em, customerId);
    const request = { purpose: 'connect', customerId, subjectId: id } as const;
    const link = await issue.link({ ...request, hours: CONNECT_HOURS, voidOthers: true });
    return {
      platformTitle: PLATFORM_TITLES[platform],
      connectUrl: link.url,
      valid: { hours: CONNECT_HOURS, until: link.expiresAt },
      zone: timezone,
      csm,
    };
  }
}
