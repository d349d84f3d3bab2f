import { z } from 'zod';
import { command, ShownOnce } from '../platform/commands/command.js';
import { callAggregate } from './call.aggregate.js';
import { CallByLink } from './call-by-link.service.js';
import { CallDetails } from './call-details.js';
import { guest, instant, reason } from './call-fields.js';

const token = z.string().min(1).max(200);
const BY_LINK = ['public', 'customer'] as const;

export const pickTime = command({
  name: 'call.pick-time',
  title: 'Pick this time',
  roles: BY_LINK,
  input: z.strictObject({ token, startsAt: instant('Begins', 'One of the times offered.') }),
  unscanned: ['token'],
  service: CallByLink,
  run: (byLink, tx, { input }) => byLink.pick(tx, input.token, new Date(input.startsAt)),
});

export const callOff = command({
  name: 'call.call-off',
  title: 'Call it off',
  roles: BY_LINK,
  input: z.strictObject({ token, reason }),
  unscanned: ['token'],
  service: CallByLink,
  run: (byLink, tx, { input }) => byLink.callOff(tx, input.token, input.reason),
});

export const changePeople = command({
  name: 'call.change-people',
  title: 'Who is on the call',
  roles: BY_LINK,
  input: z.strictObject({ token, add: guest.optional(), remove: z.string().max(320).optional() }),
  unscanned: ['token'],
  service: CallByLink,
  run: (byLink, tx, { input }) => byLink.people(tx, input.token, input),
});

/** From the portal, where the customer is signed in. */
export const openCallPage = command({
  name: 'call.open-page',
  title: 'See or change the call',
  roles: ['customer'],
  aggregate: callAggregate,
  input: z.strictObject({}),
  service: CallDetails,
  run: async (details, tx, { id }) => new ShownOnce({ url: await details.ownPageUrl(tx, id) }, {}),
});

/** What the customer does by the link of the invitation. */
export const CALL_LINK_COMMANDS = [openCallPage, pickTime, callOff, changePeople] as const;
