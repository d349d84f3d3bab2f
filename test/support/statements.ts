import { Database } from '../../src/platform/database/database.js';
import type { TestApp } from './app.js';

/**
 * The statements that the ORM of this app sends while `work` goes on, `begin` and `commit` among them. With a worker
 * in the same app its own would be counted too.
 */
export async function statementsOf(
  { app }: Pick<TestApp, 'app'>,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const statements: string[] = [];
  const spy = jest
    .spyOn(app.get(Database).orm.config.getLogger(), 'logQuery')
    .mockImplementation(({ query = '' }) => void statements.push(query));
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return statements;
}
