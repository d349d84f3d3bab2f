import type { ListPort } from '../../platform/listing/list-port.js';
import type { PanelAdmin, PanelPage } from '../panel.ports.js';
import { PanelCatalog } from './panel-catalog.js';

const list = (id: string, order: number, section?: string): ListPort =>
  ({
    id,
    title: id,
    navigation: { icon: 'Users', order, ...(section ? { section } : {}) },
    roles: ['ops'],
  }) as unknown as ListPort;
const page: PanelPage = {
  name: 'scheduler',
  title: 'Scheduler',
  component: 'Scheduler',
  navigation: { icon: 'Activity', order: 90, section: 'Health' },
  roles: ['engineering'],
};
const as = (role: PanelAdmin['role']): PanelAdmin => ({ id: '1', email: 'a@example.com', name: 'A', role });
const catalog = new PanelCatalog({ lists: [list('trials', 20), list('customers', 10)], pages: [page] });
const recordId = '018f0000-0000-7000-8001-000000000001';
const status = (kind: string, params: Record<string, string>, role: PanelAdmin['role'] = 'ops') =>
  catalog.decide({ kind, params }, as(role)).status;

describe('the allow-list of the panel', () => {
  it('knows the dashboard, lists, records and pages', () => {
    expect(status('index', {})).toBe(200);
    expect(status('resource', { resourceId: 'customers' })).toBe(200);
    expect(status('resourceAction', { resourceId: 'customers', action: 'list' })).toBe(200);
    expect(status('recordAction', { resourceId: 'customers', action: 'show', recordId })).toBe(200);
    expect(status('page', { pageName: 'scheduler' }, 'engineering')).toBe(200);
  });

  it.each(['search', 'new', 'edit', 'delete', 'bulkDelete', 'constructor', '__proto__', ''])(
    'has no action %s on a list or a record',
    (action) => {
      expect(status('resourceAction', { resourceId: 'customers', action })).toBe(404);
      expect(status('recordAction', { resourceId: 'customers', action, recordId })).toBe(404);
      expect(status('bulkAction', { resourceId: 'customers', action })).toBe(404);
    },
  );

  it('does not let a record action run without a record, nor a list action on one', () => {
    expect(status('resourceAction', { resourceId: 'customers', action: 'show' })).toBe(404);
    expect(status('recordAction', { resourceId: 'customers', action: 'list', recordId })).toBe(404);
    expect(status('recordAction', { resourceId: 'customers', action: 'show', recordId: '42' })).toBe(404);
  });

  it('says 403 for what is there but not for the role, 404 for what is not there', () => {
    expect(status('resource', { resourceId: 'customers' }, 'leadership')).toBe(403);
    expect(status('page', { pageName: 'scheduler' }, 'ops')).toBe(403);
    expect(status('resource', { resourceId: 'nope' }, 'leadership')).toBe(404);
    expect(status('page', { pageName: 'toString' }, 'ops')).toBe(404);
    expect(status('dashboard', {})).toBe(404);
  });

  it('lets admin see what any role sees', () => {
    expect(status('resource', { resourceId: 'customers' }, 'admin')).toBe(200);
    expect(status('page', { pageName: 'scheduler' }, 'admin')).toBe(200);
  });

  it('draws the side bar by role and order', () => {
    const labels = (role: PanelAdmin['role']) =>
      catalog.navigation(role, '/admin').map(({ title, items }) => [title, items.map(({ label }) => label)]);
    expect(labels('ops')).toEqual([[null, ['Today', 'customers', 'trials']]]);
    expect(labels('admin')).toEqual([
      [null, ['Today', 'customers', 'trials']],
      ['Health', ['Scheduler']],
    ]);
  });

  it('refuses two lists of one name', () => {
    expect(() => new PanelCatalog({ lists: [list('a', 1), list('a', 2)], pages: [] })).toThrow(/same name/);
  });
});
