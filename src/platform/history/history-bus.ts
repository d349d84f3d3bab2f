import { Injectable } from '@nestjs/common';
import type { Tx } from '../unit-of-work/tx.js';
import type { Entry, EntryData, EntryType } from './entry-type.js';

type Hearer = (tx: Tx, entry: Entry) => Promise<void>;
type BeforeCommit = (tx: Tx, customerIds: readonly string[]) => Promise<void>;

/**
 * Rooms hear of each other's changes here, in the transaction of the change: this is how a lower room
 * reaches a higher one without importing it. A hearer that throws rolls the whole change back.
 */
@Injectable()
export class HistoryBus {
  private readonly hearers = new Map<string, Hearer[]>();
  private readonly closers: BeforeCommit[] = [];

  /** Call `hear` for each entry of the type, in its transaction (subscribe in `onModuleInit`). */
  on<D extends EntryData>(type: EntryType<D>, hear: (tx: Tx, entry: Entry<D>) => Promise<void>): void {
    const list = this.hearers.get(type.type) ?? [];
    list.push(hear as unknown as Hearer);
    this.hearers.set(type.type, list);
  }

  /** Call `close` once before commit, with the customers that the transaction wrote history of. */
  beforeCommit(close: BeforeCommit): void {
    this.closers.push(close);
  }

  async tell(tx: Tx, entry: Entry): Promise<void> {
    for (const hear of this.hearers.get(entry.type.type) ?? []) await hear(tx, entry);
  }

  async close(tx: Tx, customerIds: readonly string[]): Promise<void> {
    if (customerIds.length === 0) return;
    for (const close of this.closers) await close(tx, customerIds);
  }
}
