import { eachRow } from './each-row.js';

describe('eachRow', () => {
  it('counts the rows that were moved', async () => {
    expect(await eachRow([1, 2, 3], async (row) => row !== 2)).toBe(2);
  });

  it('goes on after a row that fails, and tells of it at the end', async () => {
    const done: number[] = [];
    const work = async (row: number) => {
      if (row === 1) throw new Error('one');
      return done.push(row) > 0;
    };
    await expect(eachRow([1, 2, 3], work)).rejects.toMatchObject({
      message: '1 of 3 rows failed',
      errors: [expect.objectContaining({ message: 'one' })],
    });
    expect(done).toEqual([2, 3]);
  });
});
