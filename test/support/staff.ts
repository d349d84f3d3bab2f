import { CommandDispatcher } from '../../src/platform/commands/command-dispatcher.js';
import { OPERATOR } from '../../src/platform/unit-of-work/actor.js';
import { Browser } from './browser.js';
import type { TestWeb } from './web.js';

export const OWN_PASSWORD = 'seven quiet otters swim';

interface Given {
  readonly id: string;
  readonly temporaryPassword: string;
}

/** Accounts of the panel as a test needs them. */
export class StaffPeople {
  constructor(private readonly web: TestWeb) {}

  async dispatch(name: string, id: string, input: object): Promise<Given> {
    const dispatcher = this.web.app.get(CommandDispatcher);
    return (await dispatcher.dispatch(name, id, input, { actor: OPERATOR, requestId: 'test' })).body as Given;
  }

  add(email: string, role = 'ops'): Promise<Given> {
    return this.dispatch('staff.add', '', { email, name: 'Ops person', role });
  }

  /** A new account that has set its own password, signed in. */
  async member(email: string, role = 'ops'): Promise<{ id: string; browser: Browser }> {
    const { id, temporaryPassword } = await this.add(email, role);
    const browser = new Browser(this.web.url);
    await browser.post('/admin/login', { email, password: temporaryPassword });
    const own = { current: temporaryPassword, chosen: OWN_PASSWORD, again: OWN_PASSWORD };
    const set = await browser.post('/admin/password', own);
    if (set.status !== 303) throw new Error(`${email} could not set a password: ${set.status}`);
    return { id, browser };
  }
}

/** The page of one's own password shows only to somebody who is signed in. */
export const isIn = async (browser: Browser): Promise<boolean> =>
  (await browser.get('/admin/password')).status === 200;
