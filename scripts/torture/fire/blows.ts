import { setTimeout as pause } from 'node:timers/promises';
import type { Seen } from './gate.js';
import type { House, Victim } from './house.js';
import type { Passenger } from './passenger.js';
import { Trap } from './trap.js';

/** One way to kill: whom, and at what they are caught. */
export interface Blow {
  readonly victim: Victim;
  readonly title: string;
  /** The step of the walk in which the trap is laid. */
  readonly step: string;
  /** Work that is caught, by its table: it alone may be under way when the blow falls. */
  readonly holds?: 'mail' | 'credential_test' | 'goal_run' | 'crm_delivery';
  /** Only where queues run on PostgreSQL too. */
  readonly queuesOnPostgres?: true;
  /** Mails of which nobody can know whether they left, and that say so in the end. */
  readonly leavesUnknown?: number;
  lay(house: House, passenger: Passenger): Trap | Promise<Trap>;
  /** What a person has to do before the walk can go on. */
  mend?(house: House, passenger: Passenger): Promise<void>;
}

type Answered = readonly [title: string, step: string, path: RegExp];

/** The web dies when a change is committed and its author has not heard so. */
const answered: readonly Answered[] = [
  ['the signup', '0', /^\/signup$/],
  ['the confirmation of the address', '0', /^\/portal\/verify$/],
  ['the call', '3', /\/calls$/],
  ['the key given by the one-time link', '7', /^\/connect$/],
  ['the activation of the trial', 'activate', /\/activate$/],
  ['the approval of the goal', '10', /\/approve$/],
  ['the approval of the draft', '11b', /^\/review$/],
  ['the session note', '13', /\/notes$/],
];

const unanswered = ([title, step, path]: Answered): Blow => ({
  victim: 'web',
  title: `${title} is committed, not answered`,
  step,
  lay: ({ door }) => door.answer((seen) => seen.method === 'POST' && path.test(seen.path)),
});

export const RUN_TRIGGERED: Blow = unanswered(['Trigger Now', '11', /\/trigger$/]);

export const WEB_BLOWS: readonly Blow[] = [
  ...answered.map(unanswered),
  RUN_TRIGGERED,
  {
    victim: 'web',
    title: 'the welcome mail is committed, neither relayed nor answered',
    step: '3',
    queuesOnPostgres: true,
    lay: (house) => {
      const welcome = ({ method, path }: Seen) => method === 'POST' && path.endsWith('/welcome');
      const trap = house.door.answer(welcome);
      // The web commits, and cannot hand the job over while another session has the queue's table.
      house.door.ahead(welcome, async () => {
        const other = await house.session();
        trap.hold(() => void other.end().catch(() => undefined));
        await other.query('begin');
        await other.query('lock table bullmq.job in exclusive mode');
      });
      return trap;
    },
  },
];

const tested = ({ walk }: Passenger, key: unknown) => key === `sandbox_ok_trade-${walk.tag}`;

export const MAIL_TAKEN: Blow = {
  victim: 'worker',
  title: 'a mail is taken and not yet confirmed',
  step: '7',
  holds: 'mail',
  leavesUnknown: 1,
  lay: ({ mails }, { walk }) => mails.message(walk.email, /^Connect /),
};

export const TEST_ASKED: Blow = {
  victim: 'worker',
  title: 'a credential test is under way',
  step: '7',
  holds: 'credential_test',
  lay: ({ exchange }, passenger) => exchange.question(({ headers }) => tested(passenger, headers['api-key'])),
};

export const RUN_ASKED: Blow = {
  victim: 'worker',
  title: 'a goal run reads the market',
  step: '11',
  holds: 'goal_run',
  lay: ({ exchange }) => exchange.question(({ path }) => path.startsWith('/v2/tickers/')),
};

export const COMMAND_UNDER_WAY: Blow = {
  victim: 'postgres',
  title: 'a command is in the middle of its transaction',
  step: '13',
  lay: waitingForTheCustomer,
};

export const WORKER_BLOWS: readonly Blow[] = [
  {
    victim: 'worker',
    title: 'the CRM was told, and its answer is on the way',
    step: '0',
    holds: 'crm_delivery',
    lay: ({ crmDoor }) => crmDoor.answer(() => true),
  },
  {
    victim: 'worker',
    title: 'a mail is not yet given over',
    step: '14',
    holds: 'mail',
    lay: ({ mails }) => mails.sender(),
    mend: sendAgain,
  },
  MAIL_TAKEN,
  TEST_ASKED,
  {
    victim: 'worker',
    title: 'the last question of a credential test is answered',
    step: '7',
    holds: 'credential_test',
    lay: ({ exchange }, passenger) =>
      exchange.answer(({ method, headers }) => method === 'DELETE' && tested(passenger, headers['api-key'])),
  },
  RUN_ASKED,
];

export const POSTGRES_BLOWS: readonly Blow[] = [
  COMMAND_UNDER_WAY,
  ...[MAIL_TAKEN, TEST_ASKED, RUN_ASKED].map((blow): Blow => ({ ...blow, victim: 'postgres' })),
];

/** Locks the customer's row, so that the next command of the walk waits with its transaction open. */
async function waitingForTheCustomer(house: House, { walk }: Passenger): Promise<Trap> {
  const session = await house.session();
  await session.query('begin');
  await session.query('select 1 from customer where id = $1 for update', [walk.id('customer')]);
  const trap = new Trap();
  void (async () => {
    const waiting = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and state = 'active'";
    while ((await house.sql(waiting)).length === 0) await pause(20);
    trap.spring(() => void session.end().catch(() => undefined));
  })();
  return trap;
}

/** Whether the mail left nobody knew, and it says so: a person has it sent again. */
async function sendAgain(house: House, { walk }: Passenger): Promise<void> {
  const flagged = "select id from mail where to_email = $1 and status = 'unknown'";
  let found: { id: string }[] = [];
  for (let tries = 0; found.length === 0 && tries < 600; tries += 1) {
    await pause(100);
    found = await house.sql(flagged, [walk.email]);
  }
  const [mail] = found;
  if (!mail) throw new Error('the mail whose sender was killed is not flagged unknown');
  await walk.rest.post(`/mails/${mail.id}/resend`, { reason: 'Its sender was killed.' });
}
