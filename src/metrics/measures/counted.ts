import { formatCustomerNumber } from '../../customers/customer-number.js';
import type { CountedRecord } from './measure.js';

export interface CountedRow {
  readonly id: string;
  readonly customer_id: string;
  readonly number: number;
}

export function counted({ id, customer_id: customerId, number }: CountedRow): CountedRecord {
  return { id, customerId, customer: formatCustomerNumber(number) };
}

/** A condition that keeps one customer's rows, for `column`; nothing when all are asked for. */
export function ofCustomer(column: string, customerId?: string): { sql: string; params: string[] } {
  return customerId === undefined
    ? { sql: '', params: [] }
    : { sql: ` and ${column} = ?`, params: [customerId] };
}
