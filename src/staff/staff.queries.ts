import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { isId } from '../platform/ids/new-id.js';
import type { ListPort } from '../platform/listing/list-port.js';
import { sqlList } from '../platform/listing/sql-list.js';
import { STAFF_ROLES } from '../platform/unit-of-work/actor.js';
import { API_KEY_ROLES } from './api-keys/api-key.entity.js';

/** What the panel shows of accounts and keys; never a hash. */
@Injectable()
export class StaffQueries {
  readonly staff: ListPort;
  readonly apiKeys: ListPort;

  constructor(private readonly database: Database) {
    this.staff = staffList(database);
    this.apiKeys = apiKeyList(database);
  }

  /** The id behind an address, for the shell. */
  async idOf(email: string): Promise<string | undefined> {
    const [row] = await this.database
      .em()
      .execute<{ id: string }[]>('select id from staff_member where email = ?', [email.trim().toLowerCase()]);
    return row?.id;
  }

  /** Names of accounts and API keys by id, for "changed by"; others are left out. */
  async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const known = ids.filter(isId);
    if (known.length === 0) return new Map();
    const given = known.map(() => '?').join(', ');
    const rows = await this.database.em().execute<{ id: string; name: string }[]>(
      `select id, name from staff_member where id in (${given})
       union all select id, 'API key ' || name from api_key where id in (${given})`,
      [...known, ...known],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

const staffList = (database: Database): ListPort =>
  sqlList(database, {
    id: 'staff',
    title: 'Staff',
    navigation: { icon: 'Users', section: 'Settings', order: 80 },
    titleColumn: 'name',
    defaultSort: { column: 'name', direction: 'asc' },
    roles: [],
    commands: { create: 'staff.add', record: ['staff.reset', 'staff.set-role', 'staff.deactivate'] },
    from: 'staff_member s',
    columns: [
      { name: 'name', type: 'string', filter: 'ilike', sort: true },
      { name: 'email', type: 'string', label: 'E-mail', filter: 'ilike', sort: true },
      { name: 'role', type: 'badge', enumValues: STAFF_ROLES, filter: 'equals', sort: true },
      { name: 'active', type: 'boolean', filter: 'equals' },
      { name: 'mustChange', type: 'boolean', label: 'Has a temporary password' },
      { name: 'lastSignInAt', type: 'datetime', label: 'Last sign-in', sort: true },
      { name: 'createdAt', type: 'datetime', list: false },
      { name: 'version', type: 'number', list: false, show: false },
    ],
  });

const apiKeyList = (database: Database): ListPort =>
  sqlList(database, {
    id: 'api-keys',
    title: 'API keys',
    navigation: { icon: 'Key', section: 'Settings', order: 81 },
    titleColumn: 'name',
    defaultSort: { column: 'createdAt', direction: 'desc' },
    roles: [],
    commands: { create: 'api-key.create', record: ['api-key.revoke'] },
    from: 'api_key k',
    columns: [
      { name: 'name', type: 'string', filter: 'ilike', sort: true },
      { name: 'role', type: 'badge', enumValues: API_KEY_ROLES, filter: 'equals' },
      { name: 'commands', type: 'json', label: 'May call', list: false },
      { name: 'createdAt', type: 'datetime', sort: true },
      { name: 'revokedAt', type: 'datetime', filter: 'null' },
    ],
  });
