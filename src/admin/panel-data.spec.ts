import type { ListPort } from '../platform/listing/list-port.js';
import { PanelData, matchPath } from './panel-data.js';
import type { PanelAdmin, PanelCommands, PanelContent } from './panel.ports.js';

const admin: PanelAdmin = { id: '1', email: 'a@example.com', name: 'A', role: 'ops' };
const schema = { type: 'object', properties: { email: {}, version: {} } };
const commands = {
  knows: (name: string) => name.startsWith('customer.'),
  describe: (name: string) => Promise.resolve(name === 'customer.erase' ? null : { label: name, schema }),
} as unknown as PanelCommands;
const list = {
  id: 'customers',
  roles: ['ops'],
  commands: { create: 'customer.create', record: ['customer.update', 'customer.erase'] },
  findOne: (id: string) =>
    Promise.resolve(id === '7' ? { id, email: 'a@b.c', version: 3, hidden: 'x' } : null),
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
const data = new PanelData(content, commands);
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
    await expect(read('actions/customers/7')).resolves.toEqual({
      actions: [
        {
          command: 'customer.update',
          subjectId: '7',
          label: 'customer.update',
          schema,
          defaults: { email: 'a@b.c', version: 3 },
        },
      ],
    });
    await expect(read('actions/customers/8')).resolves.toBeNull();
    await expect(read('actions/customers')).resolves.toMatchObject({
      actions: [{ command: 'customer.create', subjectId: null }],
    });
  });

  it('does not start when a list offers a command that does not exist', () => {
    const strange = { ...list, commands: { record: ['customers.typo'] } };
    expect(() => new PanelData({ ...content, lists: [strange] }, commands)).toThrow(/customers\.typo/);
  });

  it('matches whole addresses only', () => {
    expect(matchPath('a/:id', 'a/1')).toEqual({ id: '1' });
    expect(matchPath('a/:id', 'a/1/b')).toBeNull();
    expect(matchPath('a', 'b')).toBeNull();
  });
});
