import type { ListFilter, ListPort, ListRow } from '../../platform/listing/list-port.js';
import type { StaffRole } from '../../platform/unit-of-work/actor.js';
import type { PanelList } from '../panel.ports.js';

/** The list as one role reads it: rows outside its part are neither listed, counted nor found. */
export function listOf(list: PanelList, role: StaffRole): ListPort {
  const part = Object.entries(list.parts?.[role] ?? {});
  if (part.length === 0) return list;
  const own: readonly ListFilter[] = part.map(([column, value]) => ({ kind: 'equals', column, value }));
  const inside = (row: ListRow): boolean => part.every(([column, value]) => row[column] === value);
  return {
    ...list,
    find: (query) => list.find({ ...query, filters: [...query.filters, ...own] }),
    count: (filters, bound) => list.count([...filters, ...own], bound),
    findOne: async (id) => {
      const row = await list.findOne(id);
      return row && inside(row) ? row : null;
    },
    findMany: async (ids) => (await list.findMany(ids)).filter(inside),
  };
}
