import type { CommandLog } from '../commands/command-log.entity.js';
import type { EntityManager } from '../database/database.js';
import type { HistoryEntry } from '../history/history-entry.entity.js';
import type { OutboxMessage } from '../outbox/outbox.repository.js';

export interface ClosingRows {
  readonly history: readonly HistoryEntry[];
  readonly log: readonly CommandLog[];
  readonly jobs: readonly OutboxMessage[];
}

interface Part {
  readonly sql: string;
  readonly values: readonly unknown[];
}

const insert = (into: string, row: string, rows: readonly (readonly unknown[])[]): Part[] =>
  rows.length === 0
    ? []
    : [{ sql: `insert into ${into} values ${rows.map(() => row).join(', ')}`, values: rows.flat() }];

const historyPart = (rows: ClosingRows['history']): Part[] =>
  insert(
    'history_entry (id, at, type, customer_id, subject_id, actor_kind, actor_id, data)',
    '(?::uuid, ?::timestamptz, ?, ?::uuid, ?::uuid, ?, ?, ?::jsonb)',
    rows.map((h) => [
      h.id,
      h.at,
      h.type,
      h.customerId,
      h.subjectId,
      h.actorKind,
      h.actorId,
      JSON.stringify(h.data),
    ]),
  );

const logPart = (rows: ClosingRows['log']): Part[] =>
  insert(
    'command_log (id, at, command, actor_kind, actor_id, subject_id, outcome, code, request_id)',
    '(?::uuid, ?::timestamptz, ?, ?, ?, ?, ?, ?, ?)',
    rows.map((l) => [
      l.id,
      l.at,
      l.command,
      l.actorKind,
      l.actorId,
      l.subjectId,
      l.outcome,
      l.code,
      l.requestId,
    ]),
  );

const outboxPart = (rows: ClosingRows['jobs']): Part[] =>
  insert(
    'outbox (id, queue, job, payload)',
    '(?::uuid, ?, ?, ?::jsonb)',
    rows.map(({ id, queue, job, payload }) => [id, queue, job, JSON.stringify(payload)]),
  );

/**
 * History, command log and outbox in one statement: what every change writes last costs one round trip,
 * however much it wrote.
 */
export async function writeClosing(em: EntityManager, { history, log, jobs }: ClosingRows): Promise<void> {
  const parts = [...historyPart(history), ...logPart(log), ...outboxPart(jobs)];
  if (parts.length === 0) return;
  const statement = parts.map(({ sql }, at) => `w${at} as (${sql})`).join(', ');
  await em.execute(
    `with ${statement} select 1`,
    parts.flatMap(({ values }) => values),
  );
}
