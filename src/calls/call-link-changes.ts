import { Injectable } from '@nestjs/common';
import { CsmService } from '../customers/csm.service.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { answer, CallDesk, type CallAnswer } from './call-desk.service.js';
import type { Call } from './call.entity.js';
import { callErrors } from './call.errors.js';
import { CallRecord } from './call-record.service.js';
import type { Guest } from './call-people.js';

/** The changes themselves, through the doors that staff use too. */
@Injectable()
export class CallLinkChanges {
  constructor(
    private readonly desk: CallDesk,
    private readonly record: CallRecord,
    private readonly managers: CsmService,
  ) {}

  callOff(tx: Tx, call: Call, reason: string): Promise<CallAnswer> {
    return this.desk.drop(tx, call, reason);
  }

  async people(tx: Tx, call: Call, add: Guest | undefined, remove: string | undefined): Promise<CallAnswer> {
    const { email } = await this.managers.get(tx.em, call.csmId);
    if (add?.email.toLowerCase() === email.toLowerCase())
      throw callErrors.attendee_needed('That is the address of whoever leads the call.');
    const guests = call.attendees
      .filter(({ role, email: address }) => role === 'customer' && address !== remove)
      .map(({ role: _role, ...guest }) => guest);
    await this.record.setGuests(tx, call, add ? [...guests, add] : guests);
    return answer(tx, call);
  }
}
