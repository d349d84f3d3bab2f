import { linkIn } from './inbox.js';
import { prove, type DemoStep } from './script.js';
import type { Json } from './rest.js';
import type { Walk } from './walk.js';

/** Steps 4–9: the call begins, the trial, the key and its test, the agent, activation. */
export const TRIAL_STEPS: readonly DemoStep<Walk>[] = [
  {
    step: '5',
    title: 'The call starts; trial benefits explained',
    play: async (walk) => {
      const call = await walk.rest.post(`/calls/${walk.id('call')}/start`, { version: walk.callVersion });
      walk.callVersion = Number(call.version);
      const said = await walk.sayLines(5);
      await walk.stepDone(5);
      return { said };
    },
  },
  {
    step: '6',
    title: 'Required credentials identified, set-up guide shared',
    play: async (walk) => {
      const id = walk.id('customer');
      const agent = await walk.rest.post(`/customers/${id}/agents`, {
        type: walk.agent.type,
        platforms: walk.agent.platforms,
      });
      walk.keep('agent', agent.id);
      await walk.rest.post(`/customers/${id}/setup-guide`);
      const guide = await walk.inbox.expect(walk.email, /set.?up guide|connect/i);
      prove(
        walk.agent.guideNames.every((named) => named.test(guide.text ?? '')),
        'the guide names permissions and addresses',
      );
      await walk.stepDone(6);
      return { agent: agent.id, guide: guide.subject };
    },
  },
  {
    step: '4',
    title: 'Trial subscription created, pending',
    play: async (walk) => {
      const trial = await walk.rest.post(`/customers/${walk.id('customer')}/trials`, {
        agentType: walk.agent.type,
      });
      walk.keep('trial', trial.id);
      prove(trial.status === 'pending', 'the trial waits for credentials');
      await walk.stepDone(4);
      return { trial: trial.id, status: trial.status };
    },
  },
  {
    step: '7',
    title: 'The customer pastes key and secret by a one-time link',
    play: async (walk) => {
      const customer = `/customers/${walk.id('customer')}`;
      const { now } = await walk.rest.get<{ now: string }>('/sandbox/clock');
      const followUpAt = new Date(Date.parse(now) + 86_400_000).toISOString();
      const waiting = { on: 'customer', whatFor: walk.agent.waitsFor, followUpAt };
      await walk.rest.post(`${customer}/wait`, waiting);
      await walk.rest.post(`${customer}/connect-links`, { platform: walk.agent.platform });
      const mail = await walk.inbox.expect(walk.email, /^Connect /);
      const link = linkIn(mail, '/connect');
      await walk.agent.connect(walk.browser, link, walk.tag);
      const resumed = await walk.rest.until(customer, ({ waiting }) => waiting === null);
      prove(resumed.waiting === null, 'the wait for the key ended by what the customer did');
      const said = await walk.sayLines(7);
      await walk.stepDone(7);
      return { mail: mail.subject, waitedFor: waiting.whatFor, said };
    },
  },
  {
    step: '8',
    title: 'Credentials validated',
    play: async (walk) => {
      type List = { items: { status: string; platform: string }[] };
      const path = `/customers/${walk.id('customer')}/credentials`;
      const { items } = await walk.rest.until<List>(path, (list) =>
        list.items.some(({ status }) => status === 'active'),
      );
      const { script, more } = walk.agent.validation;
      const { stdout, code } = await walk.command(script, '--customer_id', walk.id('customer'), ...more);
      prove(
        code === 0 && stdout.trim() === '✓ Connection successful, permissions validated',
        "the validation test prints the runbook's line",
      );
      await walk.stepDone(8);
      return { platform: items[0]?.platform, printed: stdout.trim() };
    },
  },
  {
    step: '9',
    title: 'Agent configured',
    play: async (walk) => {
      type Types = { items: { type: string; defaults: Json }[] };
      const { items } = await walk.rest.get<Types>('/agent-types');
      const agent = await walk.rest.get(`/agents/${walk.id('agent')}`);
      const settings = {
        ...items.find(({ type }) => type === walk.agent.type)?.defaults,
        ...walk.agent.settings,
      };
      const saved = await walk.rest.put(`/agents/${walk.id('agent')}/settings`, {
        version: agent.version,
        settings,
        ...(walk.agent.type === 'trading' ? { limitsConfirmed: true } : {}),
      });
      prove(saved.status === 'configured', 'the configuration is saved');
      await walk.sayLines(9);
      await walk.stepDone(9);
      return { status: saved.status };
    },
  },
  {
    step: 'activate',
    title: 'Trial activated: 168 hours begin, day-5 check-in invited',
    play: async (walk) => {
      await walk.rest.post(`/trials/${walk.id('trial')}/activate`);
      const trial = await walk.rest.until(`/trials/${walk.id('trial')}`, ({ status }) => status === 'active');
      const hours = (Date.parse(String(trial.endsAt)) - Date.parse(String(trial.activatedAt))) / 3_600_000;
      prove(hours === 168, 'the trial lasts exactly 168 hours');
      const invite = await walk.inbox.expect(walk.email, /check-?in/i);
      return { endsAt: trial.endsAt, invite: invite.subject };
    },
  },
];
