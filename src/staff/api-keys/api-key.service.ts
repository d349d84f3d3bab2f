import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CommandDispatcher } from '../../platform/commands/command-dispatcher.js';
import { Database } from '../../platform/database/database.js';
import type { AppError } from '../../platform/errors/app-error.js';
import { commonErrors } from '../../platform/errors/common-errors.js';
import type { Actor } from '../../platform/unit-of-work/actor.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { apiKeyCreated, apiKeyRevoked } from '../staff.entries.js';
import { staffErrors } from '../staff.errors.js';
import type { ApiKey, API_KEY_ROLES } from './api-key.entity.js';
import { ApiKeyRepository } from './api-key.repository.js';

export type ApiKeyRole = (typeof API_KEY_ROLES)[number];

export interface NewApiKey {
  readonly name: string;
  readonly role: ApiKeyRole;
  /** Only for role integration, which has nothing else: the commands it may call. */
  readonly commands?: readonly string[] | undefined;
}

/** So that a key is known for one when it turns up in a log or a repository. */
const PREFIX = 'wao_';

/** Keys of programs that call the API. */
@Injectable()
export class ApiKeyService {
  constructor(
    private readonly keys: ApiKeyRepository,
    private readonly dispatcher: CommandDispatcher,
    private readonly database: Database,
  ) {}

  async create(
    tx: Tx,
    { name, role, commands }: NewApiKey,
  ): Promise<{ id: string; name: string; key: string }> {
    const allowed = this.allowList(role, commands);
    const key = `${PREFIX}${randomBytes(32).toString('base64url')}`;
    const { id } = this.keys.add(tx.em, {
      name,
      role,
      keyHash: hashOf(key),
      commands: allowed,
      createdAt: tx.now,
    });
    tx.record(apiKeyCreated, { subjectId: id, customerId: null, data: { role, commands: allowed ?? [] } });
    return { id, name, key };
  }

  async revoke(tx: Tx, id: string): Promise<{ id: string }> {
    const key = await this.keys.get(tx.em, id);
    if (!key) throw commonErrors.not_found(`There is no API key with the id ${id}.`);
    key.revokedAt = tx.now;
    tx.record(apiKeyRevoked, { subjectId: id, customerId: null, data: {} });
    return { id };
  }

  async whyNotRevoke(tx: Tx, id: string): Promise<AppError | undefined> {
    const key = await this.keys.get(tx.em, id);
    return key?.revokedAt ? staffErrors.api_key_revoked(`The key "${key.name}" is revoked.`) : undefined;
  }

  /** Who calls with this key; undefined for an unknown or revoked one. */
  async authenticate(token: string): Promise<Actor | undefined> {
    if (!token.startsWith(PREFIX)) return undefined;
    const key = await this.keys.byHash(this.database.em(), hashOf(token));
    return key ? actorOf(key) : undefined;
  }

  private allowList(role: ApiKeyRole, commands: readonly string[] | undefined): string[] | null {
    if (role !== 'integration') {
      if (commands === undefined) return null;
      throw staffErrors.api_key_commands_refused('Only keys with role integration have an allow-list.');
    }
    const list = [...new Set(commands ?? [])];
    if (list.length === 0)
      throw staffErrors.api_key_commands_refused(
        'A key with role integration names the commands it may call.',
      );
    const open = new Set(
      this.dispatcher
        .all()
        .filter(({ roles }) => roles.includes('integration'))
        .map(({ name }) => name),
    );
    const closed = list.filter((name) => !open.has(name));
    if (closed.length === 0) return list;
    throw staffErrors.api_key_commands_refused(`Not open to integrations: ${closed.join(', ')}.`, {
      fields: [{ field: 'commands', message: `may hold: ${[...open].sort().join(', ')}` }],
    });
  }
}

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

function actorOf({ id, role, commands }: ApiKey): Actor {
  return commands ? { kind: 'integration', id, role, commands } : { kind: 'integration', id, role };
}
