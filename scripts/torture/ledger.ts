import pg from 'pg';

/** Rows that were committed, kept in a table of our own: none of them may be missing later. */
export class Ledger {
  private committed = 0;

  /** Writes and commits one more row. */
  async write(url: string): Promise<void> {
    await this.run(url, async (client) => {
      await client.query('create table if not exists torture_ledger (n integer primary key)');
      await client.query('insert into torture_ledger values ($1)', [this.committed + 1]);
      this.committed += 1;
    });
  }

  /** How many committed rows are missing; 0 is what we want. */
  async missing(url: string): Promise<number> {
    if (this.committed === 0) return 0;
    return this.run(url, async (client) => {
      const { rows } = await client.query<{ n: number }>('select n from torture_ledger');
      return this.committed - rows.length;
    });
  }

  private async run<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
}
