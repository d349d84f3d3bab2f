import { Injectable } from '@nestjs/common';
import type { EvidenceRecord } from '../../escalations/escalation.entity.js';
import type { EntityManager } from '../../platform/database/database.js';
import type { EscalationRecord } from '../escalation-view.js';

interface Reading {
  /** `title` and `quote` of the rows whose ids take the place of `?`. */
  readonly sql: string;
  /** What it is called where its row is gone. */
  readonly word: string;
  /** The list whose record `target` of a row names, where that is another. */
  readonly shownIn?: string;
}

const plain = (word: string, table: string, title: string): Reading => ({
  word,
  sql: `select id, ${title} as title, null as quote from ${table} where id in`,
});

/** How the records of each list are named in an escalation. */
const READINGS: Readonly<Record<string, Reading>> = {
  customers: plain('Customer', 'customer', `'Customer: ' || company_name || ' (C-' || number || ')'`),
  'domain-checks': plain('Domain check', 'domain_check', `'Domain check: ' || domain`),
  credentials: plain('Credential', 'credential', `'Credential: ' || platform`),
  agents: plain('Agent', 'agent', `'Agent: ' || type`),
  goals: plain('Goal', 'goal', `'Goal: ' || name`),
  'goal-runs': plain('Goal run', 'goal_run', `'Goal run: ' || status`),
  'note-issues': {
    word: 'Note',
    shownIn: 'notes',
    sql: `select i.id, i.note_id as target, c.company_name || ' (C-' || c.number || '), ' || to_char(i.noted_at, 'YYYY-MM-DD') as title,
                 concat_ws(E'\n', i.what, nullif('Feedback: ' || n.feedback, 'Feedback: ')) as quote
            from note_issue i join note n on n.id = i.note_id join customer c on c.id = i.customer_id where i.id in`,
  },
  mails: plain('Mail', 'mail', `'Mail: ' || coalesce(subject, template)`),
};

/** The records that speak for an escalation, in words. */
@Injectable()
export class EscalationRecords {
  async of(em: EntityManager, records: readonly EvidenceRecord[]): Promise<EscalationRecord[]> {
    const read = new Map<string, EscalationRecord>();
    for (const list of new Set(records.map((record) => record.list))) {
      const reading = READINGS[list];
      if (!reading) continue;
      const ids = records.filter((record) => record.list === list).map(({ id }) => id);
      const rows = await em.execute<(Omit<EscalationRecord, 'list'> & { target?: string })[]>(
        `${reading.sql} (${ids.map(() => '?').join(', ')})`,
        ids,
      );
      rows.forEach(({ id, target = id, title, quote }) =>
        read.set(`${list}:${id}`, { id: target, title, quote, list: reading.shownIn ?? list }),
      );
    }
    return records.map(
      ({ list, id }) =>
        read.get(`${list}:${id}`) ?? { list, id, title: READINGS[list]?.word ?? 'Record', quote: null },
    );
  }
}
