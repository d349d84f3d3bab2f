import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CsmService } from '../customers/csm.service.js';
import type { MailIssue } from '../mail/mail-issue.js';
import { MailLoaders, MailNotNeeded, type MailToLoad } from '../mail/mail-loaders.js';
import { MailService } from '../mail/mail.service.js';
import type { MailData } from '../mail/templates/mail-templates.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { CallDetails } from './call-details.js';
import { has } from './attendees.js';
import type { Attendee, Call } from './call.entity.js';
import { CallRepository } from './call.repository.js';

export type InviteChange = MailData<'call_invite'>['change'];

interface Overtaken {
  readonly change: InviteChange;
  readonly sequence: number;
  readonly email: string;
}

/** Calendar invites to everybody on the call; each change is one more number of the same calendar entry. */
@Injectable()
export class CallInvites implements OnModuleInit {
  constructor(
    private readonly mails: MailService,
    private readonly loaders: MailLoaders,
    private readonly calls: CallRepository,
    private readonly details: CallDetails,
    private readonly managers: CsmService,
  ) {}

  onModuleInit(): void {
    this.loaders.register('call_invite', (tx, mail, issue) => this.load(tx, mail, issue));
  }

  /** To `people`, by default all attendees. */
  async send(
    tx: Tx,
    call: Call,
    change: InviteChange,
    people: readonly Attendee[] = call.attendees,
  ): Promise<void> {
    const { id, customerId, icsSequence } = call;
    for (const { email, name } of people) {
      await this.mails.enqueue(tx, {
        template: 'call_invite',
        to: { email, name },
        customerId,
        subjectId: id,
        dedupeKey: `call-invite:${id}:${icsSequence}:${change}:${email.toLowerCase()}`,
        params: { change, sequence: icsSequence },
      });
    }
  }

  /** An attendee has a new address: the calendar entry leaves the old mailbox and comes into the new one. */
  async readdress(tx: Tx, customerId: string, from: string, to: string): Promise<void> {
    const old = from.toLowerCase();
    for (const call of await this.calls.scheduled(tx.em, customerId)) {
      const gone = call.attendees.filter(({ email }) => email.toLowerCase() === old);
      if (gone.length === 0) continue;
      call.attendees = call.attendees.map((one) => (gone.includes(one) ? { ...one, email: to } : one));
      call.icsSequence += 1;
      await this.send(tx, call, 'cancelled', gone);
      await this.send(tx, call, 'moved');
    }
  }

  private async load(
    tx: Tx,
    { subjectId, toEmail, toName, params }: MailToLoad,
    issue: MailIssue,
  ): Promise<MailData<'call_invite'>> {
    const call = await this.calls.get(tx.em, subjectId);
    const change = params['change'] as InviteChange;
    refuseOutdated(call, { change, sequence: Number(params['sequence']), email: toEmail });
    const csm = await this.managers.get(tx.em, call.csmId);
    const cancelled = change === 'cancelled';
    const removed = change === 'removed';
    const details = await this.details.of(tx, subjectId);
    // The calendar file of somebody who was taken off names nobody but them (RFC 5546, 3.2.5).
    const leaving = [{ name: toName ?? toEmail, email: toEmail, role: 'required' as const }];
    return {
      change,
      kind: call.kind,
      recipientName: toName ?? null,
      call: { ...details, attendees: removed ? leaving : details.attendees },
      reason: (cancelled ? call.outcomeReason : change === 'moved' ? call.changeReason : null) ?? null,
      // The page is the customer's; whoever leads the call has the panel.
      pageUrl:
        cancelled || removed || toEmail === csm.email
          ? null
          : await this.details.pageUrl(tx, subjectId, issue),
      leads: toEmail === csm.email,
      csm: { name: csm.name, email: csm.email, phone: csm.phone ?? null },
    };
  }
}

/** A mail that was overtaken by a later change would put the wrong time into a calendar. */
function refuseOutdated(call: Call, { change, sequence, email }: Overtaken): void {
  const { status, icsSequence, attendees } = call;
  if (change === 'removed') {
    if (has(attendees, email)) throw new MailNotNeeded('they are on the call again');
    return;
  }
  if (change === 'missed') {
    if (status !== 'no_show') throw new MailNotNeeded(`the call is ${status}`);
    return;
  }
  if (change === 'cancelled' && icsSequence === sequence) return;
  if (icsSequence !== sequence) throw new MailNotNeeded('a later change of the call has its own invite');
  if (status !== 'scheduled') throw new MailNotNeeded(`the call is ${status}`);
}
