import type { ListPort } from '../platform/listing/list-port.js';
import { matchPath } from './addressed.js';
import { PanelData } from './panel-data.js';
import type { PanelAdmin, PanelCommands, PanelContent } from './panel.ports.js';
import { PanelReferences } from './references.js';

const admin: PanelAdmin = { id: '1', email: 'a@example.com', name: 'A', role: 'ops' };
const schema = { type: 'object', properties: { email: {}, version: {} } };
const commands = {
  knows: (name: string) => name.startsWith('customer.'),
  describe: (names: string[]) =>
    Promise.resolve(
      names
        .filter((name) => name !== 'customer.erase')
        .map((name) => ({ command: name, label: name, schema })),
    ),
} as unknown as PanelCommands;
const known = '018f0000-0000-7000-8001-000000000007';
const list = {
  id: 'customers',
  roles: ['ops'],
  commands: {
    create: 'customer.create',
    list: ['customer.import'],
    record: ['customer.update', 'customer.erase'],
    ticked: [
      { command: 'customer.many', rows: 'customers', instead: ['email'] },
      { command: 'customer.erase', rows: 'customers' },
    ],
  },
  columns: [{ name: 'version', type: 'number', list: false }],
  related: [{ list: 'notes', by: 'customerId', create: 'customer.note' }],
  findOne: (id: string) =>
    Promise.resolve(id === known ? { id, email: 'a@b.c', version: 3, team: 'product' } : null),
} as unknown as ListPort;
const content = {
  lists: [list],
  data: [
    {
      path: 'customers/:id/onboarding',
      roles: ['ops'],
      read: ({ params }: { params: object }) => Promise.resolve(params),
    },
    { path: 'report', roles: ['leadership'], read: () => Promise.resolve({}) },
  ],
} as unknown as PanelContent;
const panelData = (of: PanelContent): PanelData =>
  new PanelData(of, commands, new PanelReferences(of, commands));
const data = panelData(content);
const read = (path: string) => data.read(path, { query: {}, admin });

describe('page data', () => {
  it('is found by its address', async () => {
    await expect(read('customers/4%2F2/onboarding')).resolves.toEqual({ id: '4/2' });
    await expect(read('customers//onboarding')).resolves.toBeNull();
    await expect(read('nothing')).resolves.toBeNull();
  });

  it("is refused to other roles by the source's own list", async () => {
    await expect(read('report')).rejects.toMatchObject({ code: 'page_forbidden' });
  });

  it("offers a record's commands with its values, and leaves out those of other roles", async () => {
    await expect(read(`actions/customers/${known}`)).resolves.toEqual({
      actions: [
        {
          command: 'customer.update',
          subjectId: known,
          label: 'customer.update',
          schema,
          defaults: { email: 'a@b.c', version: 3 },
        },
      ],
    });
    for (const nobody of ['8', known.replace('7', '8')])
      await expect(read(`actions/customers/${nobody}`)).resolves.toBeNull();
    await expect(read('actions/customers')).resolves.toMatchObject({
      actions: [
        { command: 'customer.create', subjectId: null, tone: 'primary' },
        { command: 'customer.import', subjectId: null },
      ],
    });
  });

  it('offers what makes a row that belongs to a record, empty but for the version', async () => {
    await expect(read(`actions/customers/${known}/notes`)).resolves.toMatchObject({
      actions: [{ command: 'customer.note', subjectId: known, defaults: { version: 3 } }],
    });
    for (const strange of ['customers', 'notes/more'])
      await expect(read(`actions/customers/${known}/${strange}`)).resolves.toBeNull();
  });

  it('offers what can be done with ticked rows, without what would choose them otherwise', async () => {
    await expect(read('ticked/customers')).resolves.toEqual({
      actions: [
        {
          command: 'customer.many',
          subjectId: null,
          label: 'customer.many',
          rows: 'customers',
          schema: { type: 'object', properties: { version: {} } },
        },
      ],
    });
    for (const strange of ['ticked', 'ticked/notes', 'ticked/customers/more'])
      await expect(read(strange)).resolves.toBeNull();
    const asked = panelData(content).read('ticked/customers', {
      query: {},
      admin: { ...admin, role: 'csm' },
    });
    await expect(asked).rejects.toMatchObject({ code: 'page_forbidden' });
    const bare = { ...list, columns: [] };
    expect(() => panelData({ ...content, lists: [bare] })).toThrow(/no version/);
  });

  it('shows a role its part of a list only', async () => {
    const of = (team: string) =>
      panelData({ ...content, lists: [{ ...list, parts: { ops: { team } } }] }).read(
        `actions/customers/${known}`,
        { query: {}, admin },
      );
    await expect(of('product')).resolves.not.toBeNull();
    await expect(of('security')).resolves.toBeNull();
  });

  it('does not start when a list offers a command that does not exist', () => {
    const strange = { ...list, commands: { record: ['customers.typo'] } };
    expect(() => panelData({ ...content, lists: [strange] })).toThrow(/customers\.typo/);
  });

  it('matches whole addresses only', () => {
    expect(matchPath('a/:id', 'a/1')).toEqual({ id: '1' });
    expect(matchPath('a/:id', 'a/1/b')).toBeNull();
    expect(matchPath('a', 'b')).toBeNull();
  });
});
