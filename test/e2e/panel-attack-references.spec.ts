import { COMMANDS } from '../../src/commands.js';
import { PanelContent } from '../../src/admin/panel.ports.js';
import { mayRead } from '../../src/admin/shell/panel-catalog.js';
import { inputSchema, propertiesOf, referencesIn } from '../../src/platform/commands/form-schema.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { mayAct, STAFF_ROLES, type StaffRole } from '../../src/platform/unit-of-work/actor.js';
import { Browser } from '../support/browser.js';
import { insertCustomer } from '../support/customers.js';
import { inParts } from '../support/hostile-texts.js';
import { ask, startRealPanel, type RealPanel } from '../support/panel/real-panel.js';

let panel: RealPanel;
let customerId: string;

/** Roles that read a list; what each may read is written out in panel-attack.spec.ts. */
const readersOf = (id: string): readonly StaffRole[] => {
  const { lists } = panel.web.app.get(PanelContent, { strict: false });
  return lists.find((list) => list.id === id)?.roles ?? [];
};

beforeAll(async () => {
  panel = await startRealPanel();
  customerId = await insertCustomer(panel.web);
}, 120_000);
afterAll(() => panel?.close());

describe('What a form lets people choose among', () => {
  const referring = Object.values(COMMANDS).flatMap((command) =>
    referencesIn(inputSchema(command.input)).map((list) => ({ command, list })),
  );
  const path = (name: string, list: string, query = ''): string => `data/references/${name}/${list}${query}`;

  it('is named for every id of another record: none is typed', () => {
    expect(referring.map(({ command, list }) => `${command.name} ${list}`).sort()).toEqual(
      expect.arrayContaining(['csm.hand-over csms', 'customer.merge customers', 'customer.reassign csms']),
    );
    const typed = Object.values(COMMANDS).flatMap(({ name, input, form }) =>
      Object.entries(propertiesOf(inputSchema(input)))
        .filter(([, field]) => JSON.stringify(field).includes('"format":"uuid"'))
        .filter(([, field]) => field['widget'] !== 'hidden' && referencesIn(field).length === 0)
        // The form of a record gives it choices of its own.
        .filter(() => form === undefined)
        .map(([field]) => `${name} ${field}`),
    );
    expect(typed).toEqual([]);
  });

  it('is open to who may press the command and read the list, and to nobody else', async () => {
    for (const { command, list } of referring)
      for (const role of STAFF_ROLES) {
        const may = mayAct({ kind: 'staff', id: '', role }, command.roles) && mayRead(role, readersOf(list));
        const { status } = await ask(panel.as[role], path(command.name, list));
        expect([command.name, list, role, status]).toEqual([command.name, list, role, may ? 200 : 403]);
      }
    const nobody = await ask(new Browser(panel.web.url), path('customer.merge', 'customers'));
    expect([401, 302]).toContain(nobody.status);
  }, 60_000);

  it('is what the fields of the command name: no other list, command or column', async () => {
    const { admin } = panel.as;
    for (const [name, list] of [
      ['customer.merge', 'staff'],
      ['customer.merge', 'api-keys'],
      ['customer.suspend', 'customers'],
      ['customer.unknown', 'customers'],
      ['__proto__', 'customers'],
      ['customer.merge', '__proto__'],
      ['customer.merge', 'customers/more'],
    ] as const)
      expect([name, list, (await ask(admin, path(name, list))).status]).toEqual([name, list, 404]);
    for (const query of ['?page=0', '?page=51', '?page=x', `?q=${'a'.repeat(201)}`, '?q=a&q=b'])
      expect([query, (await ask(admin, path('customer.merge', 'customers', query))).status]).toEqual([
        query,
        400,
      ]);
    const answer = await ask(admin, path('customer.merge', 'customers'));
    const { items } = (await answer.json()) as { items: object[] };
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) expect(Object.keys(item).sort()).toEqual(['hint', 'id', 'label']);
  });

  it('is found by number and by part of a name, in pages, without the record itself', async () => {
    const { ops } = panel.as;
    for (let at = 0; at < 22; at += 1) await insertCustomer(panel.web);
    const read = async (query: Record<string, string>) => {
      const address = path('customer.merge', 'customers', `?${new URLSearchParams(query).toString()}`);
      return (await (await ask(ops, address)).json()) as {
        items: { id: string; label: string; hint: string }[];
        more: boolean;
      };
    };
    const pages = [await read({}), await read({ page: '2' })];
    expect(pages.map(({ items, more }) => [items.length, more])).toEqual([
      [20, true],
      [3, false],
    ]);
    expect(new Set(pages.flatMap(({ items }) => items.map(({ id }) => id))).size).toBe(23);
    const [row] = await panel.web.sql<{ number: number; name: string }>(
      'select number, company_name as name from customer where id = ?',
      [customerId],
    );
    const number = `C-${row?.number}`;
    for (const q of [number, String(row?.number)]) {
      const { items } = await read({ q });
      expect(items).toMatchObject([{ id: customerId, label: row?.name }]);
      expect(items[0]?.hint).toContain(number);
    }
    expect((await read({ q: number, except: customerId })).items).toEqual([]);
    expect((await read({ id: customerId })).items).toMatchObject([{ label: row?.name }]);
    expect((await read({ q: '%' })).items).toEqual([]);
    expect((await read({ q: row?.name.slice(1).toUpperCase() ?? '' })).items.map(({ id }) => id)).toContain(
      customerId,
    );
    for (const id of ['x', newId(), "'; --"]) expect((await read({ id })).items).toEqual([]);
  });
});

describe('A strange question of a list or of the data of a page', () => {
  it('is answered 400 or by nothing found, never by a failure', async () => {
    const { admin } = panel.as;
    const { lists } = panel.web.app.get(PanelContent, { strict: false });
    const values = ['a%00b', '%F0%9F%98', '3.5', '1e30', '%2B275760-09-13', '0000-01-01', "%25'"];
    const rows = lists.flatMap(({ id, columns }) => [
      ...columns
        .filter(({ filter }) => filter)
        .flatMap(({ name, filter }) =>
          values.map(
            (value) => `${id}/actions/list?filters.${name}${filter === 'range' ? '~~from' : ''}=${value}`,
          ),
        ),
      ...[
        'perPage=1e9',
        'perPage=999999999',
        'page=-1',
        'page=99999999999',
        'sortBy=%00',
        'direction=%00',
      ].map((query) => `${id}/actions/list?${query}`),
    ]);
    const paths = [
      ...rows.map((path) => `api/resources/${path}`),
      ...[...values, 'x'.repeat(10_000)].flatMap((value) =>
        ['q', 'page', 'id', 'except'].map(
          (name) => `data/references/customer.merge/customers?${name}=${value}`,
        ),
      ),
      ...[
        'customers/%00/onboarding',
        'actions/customers/%00',
        'weekly-reports/%00',
        'history/%00/%00',
        '%E0%A4%A',
      ].map((path) => `data/${path}`),
    ];
    const answers = await inParts(paths, async (path) => (await ask(admin, path)).status);
    expect(answers.filter(([, status]) => ![200, 400, 404].includes(status))).toEqual([]);
  }, 120_000);
});
