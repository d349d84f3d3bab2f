import { Injectable } from '@nestjs/common';
import { isId } from '../../platform/ids/new-id.js';
import type { EntityManager } from '../../platform/database/database.js';

export interface ActorRef {
  readonly actorKind: string;
  readonly actorId: string;
  /** Staff did what is the customer's to do. */
  readonly forCustomer?: boolean;
}

/** Says who did something, in words. */
export type SayActor = (actor: ActorRef) => string;

@Injectable()
export class ActorNames {
  /** Reads the names of these actors once; the answer says any of them: "Priya Sharma, for the customer". */
  async of(em: EntityManager, actors: readonly ActorRef[]): Promise<SayActor> {
    const staff = await this.names(em, 'staff_member', idsOf(actors, 'staff'));
    const keys = await this.names(em, 'api_key', idsOf(actors, 'integration'));
    return ({ actorKind, actorId, forCustomer }) => {
      const name = nameOf(actorKind, staff.get(actorId), keys.get(actorId));
      return forCustomer ? `${name}, for the customer` : name;
    };
  }

  private async names(
    em: EntityManager,
    table: 'staff_member' | 'api_key',
    ids: readonly string[],
  ): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await em.execute<{ id: string; name: string }[]>(
      `select id, name from ${table} where id in (${ids.map(() => '?').join(', ')})`,
      [...ids],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

const idsOf = (actors: readonly ActorRef[], kind: string): string[] => [
  ...new Set(
    actors.flatMap(({ actorKind, actorId }) => (actorKind === kind && isId(actorId) ? [actorId] : [])),
  ),
];

function nameOf(kind: string, staff: string | undefined, key: string | undefined): string {
  switch (kind) {
    case 'staff':
      return staff ?? 'a former member of staff';
    case 'integration':
      return key === undefined ? 'an integration' : `the integration "${key}"`;
    case 'customer':
    case 'public':
      return 'the customer';
    case 'operator':
      return 'an operator at the shell';
    default:
      return 'the system';
  }
}
