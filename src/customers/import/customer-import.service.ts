import { Injectable } from '@nestjs/common';
import { newId } from '../../platform/ids/new-id.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { bareCompanyName, foldCompanyName } from '../company-name.js';
import { CountryGate } from '../country-gate.service.js';
import { CustomerDesk } from '../customer-desk.service.js';
import { customersImported } from '../customer.entries.js';
import type { CustomerInput } from '../customer.schema.js';
import { Duplicates } from '../duplicates.js';
import { foldEmail } from '../email-address.js';
import type { ImportedRow, ImportResult } from './import-view.js';
import { readCustomers, type ReadRow } from './read-customers.js';

/**
 * Customers from a CSV file, all in one transaction: a row is whole or absent, a second import of the same
 * file finds its rows done and skips them. A row that is refused keeps no other from being made.
 */
@Injectable()
export class CustomerImport {
  constructor(
    private readonly desk: CustomerDesk,
    private readonly duplicates: Duplicates,
    private readonly countries: CountryGate,
  ) {}

  /** @throws import_refused (400); duplicate_email, duplicate_company (409) when a twin was quicker */
  async run(tx: Tx, csv: string, dryRun: boolean): Promise<ImportResult> {
    const rows: ImportedRow[] = [];
    const seen = new SeenRows();
    for (const row of readCustomers(csv)) rows.push(await this.row(tx, row, seen, dryRun));
    const count = (result: ImportedRow['result']) => rows.filter((row) => row.result === result).length;
    const counts = { made: count('made'), skipped: count('skipped'), refused: count('refused') };
    if (!dryRun && counts.made > 0)
      tx.record(customersImported, { subjectId: newId(), customerId: null, data: counts });
    return { dryRun, ...counts, rows };
  }

  private async row(tx: Tx, row: ReadRow, seen: SeenRows, dryRun: boolean): Promise<ImportedRow> {
    const { line } = row;
    const none = { line, company: null, id: null, number: null, problems: [] };
    if (!('input' in row)) return refused({ ...none, company: row.company }, row.problems);
    const { input } = row;
    const about = { ...none, company: input.companyName };
    const known = await this.duplicates.find(tx, input);
    if (known) {
      const { customer, error } = known;
      const same =
        customer.emailKey === foldEmail(input.email) &&
        customer.companyKey === foldCompanyName(input.companyName);
      const found = { id: customer.id, number: `C-${customer.number}` };
      return same
        ? { ...about, ...found, result: 'skipped', why: 'There already.' }
        : refused({ ...about, ...found }, [error.detail]);
    }
    const before = seen.before(input);
    if (before !== null) return refused(about, [`The same as line ${before} of this file.`]);
    const why = (await this.countries.whyBlocked(tx, input)) ?? (await this.near(tx, input, seen));
    if (why !== null) return refused(about, [why]);
    seen.add(line, input);
    if (dryRun) return { ...about, result: 'made', why: null };
    const { id, number } = await this.desk.create(tx, input);
    return { ...about, id, number, result: 'made', why: null };
  }

  /** Nearly the same name needs the reason that the column `duplicateReason` gives. */
  private async near(tx: Tx, input: CustomerInput, seen: SeenRows): Promise<string | null> {
    if (input.duplicateReason !== undefined) return null;
    const twin = seen.nearName(input);
    const warning = (await this.duplicates.warning(tx, input.companyName)) ?? twin;
    return warning === null ? null : `${warning} If it is another company, say why in duplicateReason.`;
  }
}

type About = Omit<ImportedRow, 'result' | 'why' | 'problems'>;

const refused = (about: About, problems: readonly string[]): ImportedRow => ({
  ...about,
  result: 'refused',
  why: problems.join('; '),
  problems,
});

/** Rows of this file that are to be made: no two may be one customer, dry run or not. */
class SeenRows {
  private readonly lines = new Map<string, number>();

  before(input: CustomerInput): number | null {
    return this.lines.get(emailOf(input)) ?? this.lines.get(companyOf(input)) ?? null;
  }

  nearName({ companyName }: CustomerInput): string | null {
    const line = this.lines.get(`bare:${bareCompanyName(companyName)}`);
    return line === undefined ? null : `Nearly the same name as line ${line}.`;
  }

  add(line: number, input: CustomerInput): void {
    const bare = `bare:${bareCompanyName(input.companyName)}`;
    for (const key of [emailOf(input), companyOf(input), bare]) this.lines.set(key, line);
  }
}

const emailOf = ({ email }: CustomerInput): string => `email:${foldEmail(email)}`;
const companyOf = ({ companyName, country }: CustomerInput): string =>
  `company:${foldCompanyName(companyName)}:${country}`;
