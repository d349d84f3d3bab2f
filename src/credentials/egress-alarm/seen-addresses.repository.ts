import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';

/** An address that tests saw our requests come from. */
export interface SeenAddress {
  readonly address: string;
  /** By the newest test that saw it. */
  readonly at: Date;
}

/** What platforms said of where our requests come from. */
@Injectable()
export class SeenAddressesRepository {
  async all(em: EntityManager): Promise<SeenAddress[]> {
    const rows = await em.execute<{ address: string; at: Date | string }[]>(
      `select observed_address as address, max(ended_at) as at from credential_test
        where observed_address is not null and ended_at is not null
        group by observed_address order by observed_address`,
    );
    return rows.map(({ address, at }) => ({ address, at: new Date(at) }));
  }

  /** Customers whose tests saw it since an instant. */
  async customers(em: EntityManager, address: string, from: Date): Promise<string[]> {
    const rows = await em.execute<{ id: string }[]>(
      `select customer_id as id from credential_test where observed_address = ? and ended_at >= ?
        group by customer_id order by max(ended_at) desc, customer_id`,
      [address, from],
    );
    return rows.map(({ id }) => id);
  }
}
