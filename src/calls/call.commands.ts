import { z } from 'zod';
import { command } from '../platform/commands/command.js';
import { customerAggregate } from '../customers/customer.aggregate.js';
import { callAggregate } from './call.aggregate.js';
import { CALL_KINDS } from './call.entity.js';
import { CallDesk } from './call-desk.service.js';
import { asDate, guests, instant, meetingLink, reason, version } from './call-fields.js';
import { CallService } from './call.service.js';

const ROLES = ['ops', 'csm'] as const;
export const scheduleCall = command({
  name: 'call.schedule',
  title: 'Schedule Call',
  roles: ['ops', 'csm', 'integration'],
  aggregate: customerAggregate,
  input: z.strictObject({
    kind: z
      .enum(CALL_KINDS)
      .default('onboarding')
      .meta({
        title: 'Kind',
        options: [
          { value: 'onboarding', label: 'Onboarding call' },
          { value: 'follow_up', label: 'Follow-up: the onboarding goes on' },
          { value: 'check_in', label: 'Day-5 check-in' },
        ],
      }),
    startsAt: instant(
      'Begins',
      'Empty: the first free slot in the CSM’s hours, within 24 hours of signup.',
    ).optional(),
    meetingLink: meetingLink.optional().meta({ title: 'Meeting link', widget: 'meeting_place' }),
    attendees: guests.optional().meta({
      title: 'Further attendees',
      description: 'The CSM and the primary contact are invited anyway.',
    }),
    reason: reason
      .optional()
      .meta({ title: 'Reason', description: 'For a time later than 24 h, or out of hours.' }),
  }),
  status: 201,
  service: CallService,
  run: async (calls, tx, { id, input }) => {
    const { startsAt, ...rest } = input;
    const at = asDate(startsAt);
    const call = await calls.schedule(tx, { ...rest, customerId: id, startsAt: at });
    return {
      id: call.id,
      startsAt: call.startsAt,
      slotReason: call.slotReason ?? null,
      version: call.version,
    };
  },
});

const corrected = z.strictObject({
  version,
  at: instant('Really at', 'Empty: now.').optional(),
  reason: reason.optional().meta({ title: 'Reason', description: 'Needed when the time is corrected.' }),
});

export const startCall = command({
  name: 'call.start',
  title: 'Start Call',
  roles: ROLES,
  aggregate: callAggregate,
  input: corrected,
  service: CallDesk,
  check: (desk, tx, id) => desk.whyNotChange(tx, id),
  run: (desk, tx, { id, input }) => desk.start(tx, id, input.version, correction(input)),
});

export const endCall = command({
  name: 'call.end',
  title: 'End Call',
  roles: ROLES,
  aggregate: callAggregate,
  input: corrected,
  service: CallDesk,
  check: (desk, tx, id) => desk.whyNotEnd(tx, id),
  run: (desk, tx, { id, input }) => desk.end(tx, id, input.version, correction(input)),
});

export const missCall = command({
  name: 'call.no-show',
  title: 'Nobody Came',
  roles: ROLES,
  aggregate: callAggregate,
  input: z.strictObject({ version, reason: reason.optional() }),
  service: CallDesk,
  check: (desk, tx, id) => desk.whyNotChange(tx, id),
  run: (desk, tx, { id, input }) => desk.noShow(tx, id, input.version, input.reason),
});

export const cancelCall = command({
  name: 'call.cancel',
  title: 'Cancel Call',
  roles: ROLES,
  aggregate: callAggregate,
  input: z.strictObject({ version, reason }),
  service: CallDesk,
  check: (desk, tx, id) => desk.whyNotChange(tx, id),
  run: (desk, tx, { id, input }) => desk.cancel(tx, id, input.version, input.reason),
});

export const rescheduleCall = command({
  name: 'call.reschedule',
  title: 'Reschedule Call',
  roles: ROLES,
  aggregate: callAggregate,
  input: z.strictObject({
    version,
    startsAt: instant('Begins', 'Empty: the first free slot.').optional(),
    reason: reason.optional().meta({ title: 'Reason', description: 'Told to the customer.' }),
  }),
  service: CallDesk,
  check: (desk, tx, id) => desk.whyNotChange(tx, id),
  run: (desk, tx, { id, input }) => {
    const startsAt = asDate(input.startsAt);
    return desk.reschedule(tx, id, input.version, { startsAt, reason: input.reason });
  },
});

function correction({ at, reason: why }: { at?: string | undefined; reason?: string | undefined }) {
  return { at: asDate(at), reason: why };
}

/** The call itself: when it is, and how it went. */
export const CALL_DESK_COMMANDS = [
  scheduleCall,
  startCall,
  endCall,
  missCall,
  cancelCall,
  rescheduleCall,
] as const;
