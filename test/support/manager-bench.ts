import { CommandDispatcher } from '../../src/platform/commands/command-dispatcher.js';
import { newId } from '../../src/platform/ids/new-id.js';
import type { Actor } from '../../src/platform/unit-of-work/actor.js';
import type { TestApp } from './app.js';
import { CallBench } from './call-bench.js';

const OPS: Actor = { kind: 'staff', id: newId(), role: 'ops' };

/** Nearly all of every day, so that a call may be at any hour. */
export const ALWAYS: Readonly<Record<string, string>> = Object.fromEntries(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
    day,
    '00:00–23:30',
  ]),
);

export interface CallRow {
  readonly id: string;
  readonly csm_id: string;
  readonly starts_at: string;
  readonly ics_sequence: number;
  readonly meeting_link: string | null;
}

/** Makes managers of its own, whose mailboxes hold nothing else, and changes them by their commands. */
export class ManagerBench {
  readonly calls: CallBench;

  constructor(private readonly test: TestApp) {
    this.calls = new CallBench(test);
  }

  call = async <T>(name: string, id: string, input: object, actor: Actor = OPS): Promise<T> =>
    (await this.test.app.get(CommandDispatcher).dispatch(name, id, input, { actor, requestId: 'test' }))
      .body as T;

  edit = async (id: string, changes: object): Promise<void> => {
    const [row] = await this.test.sql<{ version: number }>('select version from csm where id = ?', [id]);
    await this.call('csm.update', id, { version: row?.version, ...changes });
  };

  /** Priya Sharma unless named otherwise, in UTC, at an address of her own. */
  manager = async (changes: object = {}): Promise<{ id: string; email: string }> => {
    const email = `csm-${newId().slice(-10)}@waooaw.com`;
    const input = { name: 'Priya Sharma', email, timezone: 'UTC', industries: [], hours: ALWAYS, ...changes };
    const { id } = await this.call<{ id: string }>('csm.add', '', input);
    return { id, email };
  };

  customerOf = async (csmId: string): Promise<string> => {
    const id = await this.calls.customer();
    await this.test.sql('update customer set csm_id = ? where id = ?', [csmId, id]);
    return id;
  };

  callRow = async (id: string): Promise<CallRow> => {
    const [row] = await this.test.sql<CallRow>('select * from call where id = ?', [id]);
    if (!row) throw new Error(`no call ${id}`);
    return row;
  };
}

/** What a driver gives for an instant, as ISO 8601. */
export const iso = (at: string | undefined): string => (at === undefined ? '' : new Date(at).toISOString());
