import { parse } from 'csv-parse/sync';
import type { z } from 'zod';
import { keptInput } from '../../platform/commands/kept-input.js';
import { customerErrors } from '../customer.errors.js';
import { customerInput, type CustomerInput } from '../customer.schema.js';

/** Rows a file may have: each becomes an account, a domain check and a mail, all in one transaction. */
export const IMPORT_ROWS = 500;

const COLUMNS = Object.keys(customerInput.shape);
const NEEDED = ['email', 'companyName', 'industry', 'country', 'timezone', 'contactName'];

/** One row of the file: what it says, or why it says nothing that an account could be made of. */
export type ReadRow =
  | { readonly line: number; readonly input: CustomerInput }
  | { readonly line: number; readonly company: string | null; readonly problems: readonly string[] };

/**
 * Reads CSV (RFC 4180, UTF-8) with a header line of our field names, in any order and case.
 * @throws import_refused (400) where the file as a whole cannot be read; a bad row is told as such
 */
export function readCustomers(csv: string): ReadRow[] {
  const [header, ...rows] = records(csv);
  const columns = columnsOf(header?.record ?? []);
  if (rows.length === 0) throw customerErrors.import_refused('There are no rows below the header line.');
  if (rows.length > IMPORT_ROWS) {
    throw customerErrors.import_refused(`It has ${rows.length} rows; at most ${IMPORT_ROWS} go at once.`, {
      hint: 'Split the file; what was imported already is skipped.',
    });
  }
  return rows.map(({ record, line }) => readRow(columns, record, line));
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly line: number;
}

function records(csv: string): CsvRecord[] {
  try {
    const options = { bom: true, info: true, skip_empty_lines: true, relax_column_count: true, trim: true };
    const read = parse(csv, options) as unknown as { record: string[]; info: { lines: number } }[];
    return read.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    throw customerErrors.import_refused(
      `It is no CSV: ${error instanceof Error ? error.message : 'unreadable'}.`,
    );
  }
}

function columnsOf(header: readonly string[]): string[] {
  const known = new Map(COLUMNS.map((name) => [folded(name), name]));
  const columns = header.map((title) => known.get(folded(title)) ?? title);
  const unknown = columns.filter((name) => !COLUMNS.includes(name));
  if (unknown.length > 0)
    throw customerErrors.import_refused(`Unknown columns: ${unknown.join(', ').slice(0, 200)}.`);
  const missing = NEEDED.filter((name) => !columns.includes(name));
  if (missing.length > 0) throw customerErrors.import_refused(`Missing columns: ${missing.join(', ')}.`);
  if (new Set(columns).size !== columns.length)
    throw customerErrors.import_refused('A column is there twice.');
  return columns;
}

const folded = (title: string): string => title.toLowerCase().replace(/[^a-z]/g, '');

function readRow(columns: readonly string[], record: readonly string[], line: number): ReadRow {
  const company = record[columns.indexOf('companyName')]?.slice(0, 200) || null;
  if (record.length > columns.length)
    return { line, company, problems: ['has more cells than the header line'] };
  const cells = columns.map((name, index) => [name, record[index] ?? ''] as const);
  const formula = cells.filter(([name, cell]) => name !== 'phone' && /^[=+@\t\r-]/.test(cell));
  const filled = cells.filter(([, cell]) => cell !== '');
  const raw = Object.fromEntries(filled.map(([name, cell]) => [name, valueOf(name, cell)]));
  const { input, faults } = keptInput(customerInput, raw);
  const parsed = customerInput.safeParse(input);
  const problems = [
    ...faults.map(({ field, message }) => `${field} ${message}`),
    ...formula.map(([name]) => `${name} begins like a spreadsheet formula`),
    ...(parsed.success ? [] : parsed.error.issues.map(problemOf)),
  ];
  return problems.length > 0 || !parsed.success ? { line, company, problems } : { line, input: parsed.data };
}

const valueOf = (name: string, cell: string): unknown =>
  name === 'agentInterest'
    ? cell
        .split(/[;,|]/)
        .map((part) => part.trim().toLowerCase())
        .filter((part) => part !== '')
    : name === 'industry'
      ? cell.toLowerCase()
      : cell;

function problemOf({ path, message }: z.core.$ZodIssue): string {
  const missing = /received undefined/.test(message) ? 'is needed' : message;
  return `${path.map(String).join('.')} ${missing}`;
}
