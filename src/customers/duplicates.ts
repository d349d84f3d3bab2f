import { Injectable } from '@nestjs/common';
import type { AppError } from '../platform/errors/app-error.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { bareCompanyName, foldCompanyName } from './company-name.js';
import { formatCustomerNumber } from './customer-number.js';
import { customerErrors } from './customer.errors.js';
import type { Customer } from './customer.entity.js';
import { CustomerRepository } from './customer.repository.js';
import { foldEmail } from './email-address.js';

export interface Identity {
  readonly email: string;
  readonly companyName: string;
  readonly country: string;
}

export interface DuplicateOf {
  readonly customer: Customer;
  readonly error: AppError;
}

/** Runbook Step 2: "Company name not duplicate (check existing customers)". */
@Injectable()
export class Duplicates {
  constructor(private readonly customers: CustomerRepository) {}

  /** The customer that has this address, or this legal name in this country; `exceptId` is the one edited. */
  async find(tx: Tx, identity: Identity, exceptId: string | null = null): Promise<DuplicateOf | null> {
    const email = await this.customers.byEmail(tx.em, foldEmail(identity.email));
    if (email && email.id !== exceptId) {
      return {
        customer: email,
        error: customerErrors.duplicate_email(`${named(tx, email)} has this e-mail address.`, hintFor(tx)),
      };
    }
    const key = foldCompanyName(identity.companyName);
    const company = await this.customers.byCompany(tx.em, key, identity.country);
    if (company && company.id !== exceptId) {
      const detail = `${named(tx, company)} in ${company.country} has this full legal name.`;
      return { customer: company, error: customerErrors.duplicate_company(detail, hintFor(tx)) };
    }
    return null;
  }

  /** Nearly the same name, in words; null when nothing comes near. */
  async warning(tx: Tx, companyName: string, exceptId: string | null = null): Promise<string | null> {
    const near = await this.customers.similar(tx.em, bareCompanyName(companyName), exceptId);
    if (near.length === 0) return null;
    const names = near.map(
      (one) => `${one.companyName} (${formatCustomerNumber(one.number)}, ${one.country})`,
    );
    return `Nearly the same name: ${names.join('; ')}.`;
  }
}

/** A stranger at the signup form is not told who our customers are. */
const isStranger = ({ actor }: Tx): boolean => actor.kind === 'public';

const named = (tx: Tx, { companyName, number }: Customer): string =>
  isStranger(tx) ? 'A customer of ours' : `${companyName} (${formatCustomerNumber(number)})`;

const hintFor = (tx: Tx): { hint?: string } =>
  isStranger(tx) ? { hint: 'If that is you: log in to the customer portal, or write to us.' } : {};
