import { Injectable, Module } from '@nestjs/common';
import { z } from 'zod';
import { Claims, type Claim } from '../../src/platform/claims/claims.js';
import { workTable } from '../../src/platform/claims/work-table.js';
import { command, Accepted } from '../../src/platform/commands/command.js';
import { violatedConstraint } from '../../src/platform/database/unique-violation.js';
import { defineErrors, type AppError } from '../../src/platform/errors/app-error.js';
import { entryType } from '../../src/platform/history/entry-type.js';
import { newId } from '../../src/platform/ids/new-id.js';
import {
  jobType,
  type JobContext,
  type JobHandler,
  type JobResult,
} from '../../src/platform/queues/job-type.js';
import { systemActor } from '../../src/platform/unit-of-work/actor.js';
import { aggregate } from '../../src/platform/unit-of-work/aggregate.js';
import type { Tx } from '../../src/platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../src/platform/unit-of-work/unit-of-work.js';

/** A room as small as a room can be, to test what every room stands on: pieces are made, worked on once, and counted. */
export const PIECES_SQL = `
  create table piece (id uuid primary key, status text not null, attempt int not null default 0,
                      lease_until timestamptz null, label text not null unique, effects int not null default 0)`;

const errors = defineErrors({
  piece_label_taken: { status: 409, title: 'Label taken', hint: 'Choose another label.' },
  piece_done: { status: 409, title: 'Done already', hint: 'Make a new piece.' },
});

export const pieceAggregate = aggregate('piece', 'piece');
export const pieceMade = entryType<{ label: string }>('piece.made', ({ label }) => `Made ${label}`);
export const pieceWorked = entryType<{ attempt: number }>(
  'piece.worked',
  ({ attempt }) => `Worked in attempt ${attempt}`,
);
export const workPiece = jobType<{ id: string }>()('piece.work', 'upkeep');
export const pieceWork = workTable({
  table: 'piece',
  queued: 'queued',
  running: 'running',
  job: workPiece,
  hasDue: false,
  reclaim: true,
  lease: 2_000,
});

export interface PieceWatcher {
  started(id: string): void;
  settled(): void;
}

@Injectable()
export class PieceService {
  private watcher: PieceWatcher | undefined;

  /** The bench takes its times here. */
  listen(watcher: PieceWatcher): void {
    this.watcher = watcher;
  }

  started(id: string): void {
    this.watcher?.started(id);
  }

  settled(): void {
    this.watcher?.settled();
  }

  async make(tx: Tx, label: string): Promise<{ id: string }> {
    const id = newId();
    try {
      await tx.em.execute("insert into piece (id, status, label) values (?, 'queued', ?)", [id, label]);
    } catch (error) {
      if (violatedConstraint(error) !== 'piece_label_key') throw error;
      throw errors.piece_label_taken(`There is a piece called ${label}.`);
    }
    tx.record(pieceMade, { subjectId: id, customerId: null, data: { label } });
    tx.enqueue(workPiece, { id });
    return { id };
  }

  async whyNotScrap(tx: Tx, id: string): Promise<AppError | undefined> {
    const done = await tx.em.execute("select 1 from piece where id = ? and status = 'done'", [id]);
    return done.length > 0 ? errors.piece_done('This piece is done.') : undefined;
  }

  async settle(tx: Tx, { id, attempt }: Claim): Promise<void> {
    await tx.em.execute("update piece set status = 'done', effects = effects + 1 where id = ?", [id]);
    tx.record(pieceWorked, { subjectId: id, customerId: null, data: { attempt } });
  }
}

export const makePiece = command({
  name: 'piece.make',
  title: 'Make a piece',
  roles: ['ops'],
  input: z.strictObject({ label: z.string().min(1).max(20) }),
  status: 201,
  service: PieceService,
  run: async (pieces, tx, { input }) => pieces.make(tx, input.label),
});

export const scrapPiece = command({
  name: 'piece.scrap',
  title: 'Scrap the piece',
  roles: ['csm'],
  aggregate: pieceAggregate,
  input: z.strictObject({}),
  service: PieceService,
  check: (pieces, tx, id) => pieces.whyNotScrap(tx, id),
  run: async (_pieces, tx, { id }) => {
    await tx.em.execute('delete from piece where id = ?', [id]);
    return new Accepted({ id });
  },
});

@Injectable()
export class WorkPieceJob implements JobHandler<typeof workPiece> {
  constructor(
    private readonly claims: Claims,
    private readonly unitOfWork: UnitOfWork,
    private readonly pieces: PieceService,
  ) {}

  async handle({ id }: { id: string }, { signal }: JobContext): Promise<JobResult> {
    const done = await this.claims.work(pieceWork, id, signal, async (claim) => {
      this.pieces.started(id);
      await this.unitOfWork.run(systemActor(workPiece.name), async (tx) => {
        await this.claims.hold(tx, claim);
        await this.pieces.settle(tx, claim);
      });
      this.pieces.settled();
      return true;
    });
    return { done: done ?? false };
  }
}

@Module({ providers: [PieceService, WorkPieceJob], exports: [PieceService] })
export class PiecesModule {}
