import { Injectable, type PipeTransform } from '@nestjs/common';
import { CustomerQueries } from '../customers/customer.queries.js';

/** A customer named by UUID or C-number, as its id; an unknown one is answered 404 rather than by an empty list. */
@Injectable()
export class CustomerPipe implements PipeTransform<string, Promise<string>> {
  constructor(private readonly customers: CustomerQueries) {}

  transform(text: string): Promise<string> {
    return this.customers.idOf(text);
  }
}
