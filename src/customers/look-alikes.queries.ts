import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../platform/database/database.js';
import { bareCompanyName, foldCompanyName } from './company-name.js';
import { NEAR } from './customer.repository.js';
import { formatCustomerNumber } from './customer-number.js';
import { websiteHostOf } from './domain-check/domain-name.js';
import { foldEmail } from './email-address.js';
import type { LookAlike } from './look-alikes-view.js';

/** What is typed of a customer so far; half an address is no reason to complain. */
export const lookAlikesQuery = z.strictObject({
  companyName: z.string().trim().max(200).default(''),
  email: z.string().trim().max(320).default(''),
  website: z.string().trim().max(200).default(''),
  country: z.string().trim().toUpperCase().max(2).default(''),
  exceptId: z.uuid().optional(),
});

interface Row {
  readonly id: string;
  readonly number: number;
  readonly companyName: string;
  readonly country: string;
  readonly status: string;
  readonly sameEmail: boolean;
  readonly sameName: boolean;
  readonly nearName: boolean;
  readonly sameSite: boolean;
}

/** The host of a kept website address without `www.`, as the index of the table says it. */
const HOST = `substring(regexp_replace(lower(c.website), '^([a-z]+://){0,1}(www[.]){0,1}', '') from '^[^/:#]+')`;

/** Runbook Step 2: "check existing customers", while the form is being filled. */
@Injectable()
export class LookAlikes {
  constructor(private readonly database: Database) {}

  /** The likeliest first, at most five. Closed customers count only where their address or name stays taken. */
  async find(query: z.output<typeof lookAlikesQuery>): Promise<LookAlike[]> {
    const { companyName, email, country, exceptId = '' } = query;
    const host = websiteHostOf(query.website)?.replace(/^www\./, '') ?? '';
    const bare = bareCompanyName(companyName);
    const name = foldCompanyName(companyName);
    const key = foldEmail(email);
    if (key === '' && bare === '' && host === '') return [];
    const near = `(c.company_bare % ? and similarity(c.company_bare, ?) >= ?)`;
    const rows = await this.database.em().execute<Row[]>(
      `select c.id, c.number, c.company_name as "companyName", c.country, c.status,
              c.email_key = ? as "sameEmail", c.company_key = ? and c.country = ? as "sameName",
              similarity(c.company_bare, ?) >= ? as "nearName", coalesce(${HOST} = ?, false) as "sameSite"
         from customer c
        where c.id::text <> ? and (c.email_key = ? or (c.company_key = ? and c.country = ?)
              or (c.status <> 'closed' and (${near} or ${HOST} = ?)))
        order by "sameEmail" desc, "sameName" desc, similarity(c.company_bare, ?) desc, c.number limit 5`,
      [
        ...[key, name, country, bare, NEAR, host],
        ...[exceptId, key, name, country, bare, bare, NEAR, host],
        bare,
      ],
    );
    return rows.map(lookAlike);
  }
}

function lookAlike({ id, number, companyName, country, status, ...same }: Row): LookAlike {
  const name = same.sameName ? 'the same legal name' : 'nearly the same name';
  const why = [
    ...(same.sameEmail ? ['the same e-mail address'] : []),
    ...(same.sameName || same.nearName ? [name] : []),
    ...(same.sameSite ? ['the same website'] : []),
  ];
  const taken = same.sameEmail || same.sameName;
  return { id, number: formatCustomerNumber(number), companyName, country, status, why, taken };
}
