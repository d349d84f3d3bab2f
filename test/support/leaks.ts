import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestDatabase } from './database.js';

/** A secret as it could stand somewhere: as it is, in base64 at any offset, in hex, escaped for a URL or JSON. */
export function formsOf(secret: string): string[] {
  const base64 = [0, 1, 2].map((offset) =>
    // What stands before and behind changes the first and last signs.
    Buffer.from('x'.repeat(offset) + secret)
      .toString('base64')
      .slice(offset === 0 ? 0 : 4, -4),
  );
  const json = JSON.stringify(secret).slice(1, -1);
  const hex = Buffer.from(secret).toString('hex');
  return [
    ...new Set([
      secret,
      ...base64,
      ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
      hex,
      hex.toUpperCase(),
      encodeURIComponent(secret),
      new URLSearchParams({ a: secret }).toString().slice(2),
      json,
      JSON.stringify(json).slice(1, -1),
      secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
    ]),
  ];
}

/** Every row of every table of every schema, as text by table; the queues' own among them. */
export async function dumpOf(database: TestDatabase): Promise<Map<string, string>> {
  const tables = await database.execute(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const dump = new Map<string, string>();
  for (const { name } of tables) {
    const [row] = await database.execute(`select string_agg(t::text, E'\\n') as rows from ${String(name)} t`);
    dump.set(String(name), typeof row?.['rows'] === 'string' ? row['rows'] : '');
  }
  return dump;
}

/** Every file below a folder as text, by path: mails as they would leave, decoded too. */
export async function filesIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(files.map(async (path) => [path, (await readFile(path)).toString('latin1')] as const)),
  );
}

/** Where one of the secrets stands, in whatever form. */
export function leaksIn(places: Iterable<[string, string]>, secrets: readonly string[]): string[] {
  const forms = secrets.flatMap(formsOf);
  return [...places].filter(([, text]) => forms.some((form) => text.includes(form))).map(([place]) => place);
}
