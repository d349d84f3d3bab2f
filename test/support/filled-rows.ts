import { newId } from '../../src/platform/ids/new-id.js';
import type { TestApp } from './app.js';

interface Column {
  readonly name: string;
  readonly type: string;
}

/** What a required column holds where a test does not care. Columns with named values must be given. */
const FILL: Readonly<Record<string, () => unknown>> = {
  uuid: newId,
  text: () => 'x',
  jsonb: () => '{}',
  ARRAY: () => '{}',
  integer: () => 0,
  boolean: () => false,
  date: () => '2026-02-12',
  'timestamp with time zone': () => new Date('2026-02-01T00:00:00Z'),
};

/** Inserts rows of any room, filling required columns that the test does not name; answers the row's id. */
export async function insertFilled(
  { sql }: Pick<TestApp, 'sql'>,
  table: string,
  values: Readonly<Record<string, unknown>>,
): Promise<string> {
  const required = await sql<Column>(
    `select column_name as name, data_type as type from information_schema.columns
      where table_name = ? and is_nullable = 'NO' and column_default is null`,
    [table],
  );
  const filled = Object.fromEntries(required.map(({ name, type }) => [name, FILL[type]?.()]));
  const row: Record<string, unknown> = { ...filled, ...values };
  const names = Object.keys(row);
  await sql(
    `insert into "${table}" (${names.map((name) => `"${name}"`).join(', ')}) values (${names.map(() => '?').join(', ')})`,
    Object.values(row),
  );
  return String(row['id']);
}
