import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';

@Injectable()
export class ContainmentQueries {
  /** Whose a record is; null for an unknown one. Table and column come from the record's own room. */
  async customerOf(em: EntityManager, table: string, column: string, id: string): Promise<string | null> {
    const [row] = await em.execute<{ customer: string }[]>(
      `select "${column}" as customer from "${table}" where id = ?`,
      [id],
    );
    return row?.customer ?? null;
  }
}
