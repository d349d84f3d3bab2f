import { expect } from '@jest/globals';
import ICAL from 'ical.js';
import { CommandDispatcher } from '../../src/platform/commands/command-dispatcher.js';
import { type Actor, PUBLIC } from '../../src/platform/unit-of-work/actor.js';
import type { TestApp } from './app.js';
import { insertCustomer } from './customers.js';
import { eventually } from './eventually.js';
import { sentMails } from './sent-mails.js';

/** Whose commands these are. */
export const OPS_ID = '019c4f00-0000-7000-8000-0000000000f1';
const OPS: Actor = { kind: 'staff', id: OPS_ID, role: 'ops' };
export const HOUR = 3_600_000;

/** What commands on calls answer. */
export interface CallAnswer {
  readonly id: string;
  readonly startsAt: Date;
  readonly slotReason: string | null;
  readonly version: number;
  readonly status: string;
}

/** A calendar file as an independent parser reads it. */
export interface ReadInvite {
  readonly subject: string | undefined;
  readonly method: unknown;
  readonly uid: unknown;
  readonly sequence: unknown;
  readonly status: unknown;
  readonly attendees: readonly string[];
}

/** Schedules and changes calls by their commands, and reads the calendar files that people got. */
export class CallBench {
  private taken = 0;

  constructor(private readonly test: TestApp) {}

  call = async (name: string, id: string, input: object): Promise<CallAnswer> => {
    const dispatcher = this.test.app.get(CommandDispatcher);
    return (await dispatcher.dispatch(name, id, input, { actor: OPS, requestId: 'test' })).body as CallAnswer;
  };

  byLink = async (name: string, input: object): Promise<CallAnswer> => {
    const dispatcher = this.test.app.get(CommandDispatcher);
    return (await dispatcher.dispatch(name, '', input, { actor: PUBLIC, requestId: 'test' }))
      .body as CallAnswer;
  };

  /** Signed up just now. */
  customer = async (): Promise<string> => {
    const id = await insertCustomer(this.test);
    await this.test.sql('update customer set signed_up_at = ? where id = ?', [new Date(), id]);
    return id;
  };

  schedule = (id: string, input: object = {}): Promise<CallAnswer> =>
    this.call('call.schedule', id, { kind: 'onboarding', reason: 'as they asked', ...input });

  /** Some half hour a month from now, each time another one. */
  later = (): string =>
    new Date(Math.ceil(Date.now() / HOUR) * HOUR + (24 * 30 + (this.taken += 1)) * HOUR).toISOString();

  /** An onboarding call that was held just now. */
  held = async (id: string): Promise<CallAnswer> => {
    const made = await this.schedule(id, { startsAt: this.later() });
    const started = await this.call('call.start', made.id, { version: made.version });
    return this.call('call.end', made.id, { version: started.version });
  };

  /** The calendar files in somebody's mailbox, once there are `count` of them. */
  invites = (to: string, count: number): Promise<ReadInvite[]> =>
    eventually(async () => {
      const mails = await sentMails(this.test.dataDir, to);
      expect(mails).toHaveLength(count);
      return mails.map((mail) => {
        const file = mail.attachments.find(({ contentType }) => contentType === 'text/calendar');
        const calendar = new ICAL.Component(ICAL.parse(String(file?.content)) as unknown[]);
        const event = calendar.getFirstSubcomponent('vevent');
        return {
          subject: mail.subject,
          method: calendar.getFirstPropertyValue('method'),
          uid: event?.getFirstPropertyValue('uid'),
          sequence: event?.getFirstPropertyValue('sequence'),
          status: event?.getFirstPropertyValue('status'),
          attendees: (event?.getAllProperties('attendee') ?? []).map((one) =>
            String(one.getFirstValue()).replace(/^mailto:/i, ''),
          ),
        };
      });
    });
}
