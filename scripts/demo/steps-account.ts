import { linkIn } from './inbox.js';
import { prove, type DemoStep } from './script.js';
import type { Walk } from './walk.js';

/** Pre-onboarding and Steps 1–3, 5: signup to the customer's first login. */
export const ACCOUNT_STEPS: readonly DemoStep<Walk>[] = [
  {
    step: '0',
    title: 'Signup by the public form, and e-mail verification',
    play: async (walk) => {
      const form = new URL('/signup', walk.rest.address);
      await walk.browser.open(form);
      await walk.browser.submit(form, {
        email: walk.email,
        companyName: walk.company,
        industry: walk.agent.type,
        country: 'IN',
        timezone: 'Asia/Kolkata',
        contactName: 'John Doe',
        phone: '+91 98765 43210',
        agentInterest: walk.agent.type,
        businessCase: walk.agent.businessCase,
      });
      const { items } = await walk.rest.get<{ items: { id: string; email: string }[] }>('/signups?limit=50');
      const signup = items.find(({ email }) => email === walk.email);
      const mail = await walk.inbox.expect(walk.email, /confirm|verify/i);
      const link = linkIn(mail, '/portal/verify');
      await walk.browser.open(link);
      await walk.browser.submit(new URL('/portal/verify', link), {
        token: link.searchParams.get('token') ?? '',
      });
      walk.keep('signup', signup?.id);
      return { signup: walk.id('signup'), mail: mail.subject };
    },
  },
  {
    step: '1',
    title: 'Verify e-mail domain',
    play: async (walk) => {
      type Customers = { items: { id: string; email: string }[] };
      const found = await walk.rest.until<Customers>(
        `/customers?q=${encodeURIComponent(walk.email)}`,
        ({ items }) => items.length === 1,
      );
      walk.keep('customer', found.items[0]?.id);
      const step = await walk.stepDone(1);
      return { customer: walk.id('customer'), state: step.state };
    },
  },
  {
    step: '2',
    title: 'CRM record, account active, CSM assigned',
    play: async (walk) => {
      const customer = await walk.rest.until(
        `/customers/${walk.id('customer')}`,
        ({ status }) => status === 'active',
      );
      prove(typeof customer.crmId === 'string', 'the CRM answered with an id');
      const csm = customer.csm as { name?: string } | null;
      prove(
        csm?.name === walk.agent.manager.name,
        `${walk.agent.type} customers are ${walk.agent.manager.name}’s`,
      );
      await walk.stepDone(2);
      return { number: customer.number, crmId: customer.crmId, csm: csm?.name };
    },
  },
  {
    step: '3',
    title: 'Onboarding call with ICS invite, welcome mail',
    play: async (walk) => {
      const id = walk.id('customer');
      const call = await walk.rest.post(`/customers/${id}/calls`, {});
      walk.keep('call', call.id);
      walk.callVersion = Number(call.version);
      const invite = await walk.inbox.expect(walk.email, /onboarding call/i);
      prove(
        invite.attachments.some(({ contentType }) => contentType.startsWith('text/calendar')),
        'the invite carries a calendar file',
      );
      await walk.rest.post(`/customers/${id}/welcome`);
      const welcome = await walk.inbox.expect(walk.email, /welcome/i);
      const password = /temporary password:?\s*(\S+)/i.exec(welcome.text ?? '')?.[1];
      prove(password !== undefined, 'the welcome mail holds the temporary password');
      walk.keep('password', password);
      walk.keep('portal', linkIn(welcome, '/portal').href);
      await walk.stepDone(3);
      return { call: call.id, startsAt: call.startsAt, invite: invite.subject, welcome: welcome.subject };
    },
  },
  {
    step: '3a',
    title: 'The customer brings a colleague to the call, on its page',
    play: async (walk) => {
      const link = linkIn(await walk.inbox.expect(walk.email, /onboarding call/i), '/call');
      const colleague = `accounts@${walk.domain}`;
      await walk.browser.open(link);
      await walk.browser.submit(new URL('/call/people', link), {
        token: link.searchParams.get('token') ?? '',
        name: 'Accounts',
        email: colleague,
      });
      const invite = await walk.inbox.expect(colleague, /onboarding call/i);
      const call = await walk.rest.get(`/calls/${walk.id('call')}`);
      walk.callVersion = Number(call.version);
      return { invited: colleague, mail: invite.subject };
    },
  },
  {
    step: '3b',
    title: "The customer's first login",
    play: async (walk) => {
      const at = (path: string) => new URL(path, walk.rest.address);
      await walk.browser.open(at('/portal/login'));
      await walk.browser.submit(at('/portal/login'), { email: walk.email, password: walk.id('password') });
      const chosen = `my own words ${walk.tag}`;
      await walk.browser.submit(at('/portal/password'), {
        password: chosen,
        repeat: chosen,
      });
      const page = await walk.browser.open(at('/portal'));
      prove(page.includes(walk.company), 'the status page names the company');
      return { page: '/portal' };
    },
  },
];
