import { keysetPage, keysetQuery } from './keyset-page.js';

const rows = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `row-${i}` }));

describe('keyset pages', () => {
  it('name the last id they show while there is more', () => {
    expect(keysetPage(rows(4), 3)).toEqual({ items: rows(3), nextCursor: 'row-2' });
    expect(keysetPage(rows(3), 3)).toEqual({ items: rows(3), nextCursor: null });
    expect(keysetPage([], 3)).toEqual({ items: [], nextCursor: null });
  });

  it('take a limit from 1 to 100, 25 by default, and refuse what they do not know', () => {
    expect(keysetQuery.parse({})).toEqual({ limit: 25 });
    expect(keysetQuery.parse({ limit: '100' })).toEqual({ limit: 100 });
    for (const query of [{ limit: '0' }, { limit: '101' }, { limit: 'x' }, { cursor: 'x' }, { page: '2' }]) {
      expect(keysetQuery.safeParse(query).success).toBe(false);
    }
  });
});
