import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { BusinessClock } from '../../platform/clocks/business-clock.js';
import { Database } from '../../platform/database/database.js';
import { OutboxRelay } from '../../platform/outbox/outbox-relay.js';
import { QueueTraffic } from '../../platform/queues/queue-traffic.js';
import { Upkeep } from '../../platform/upkeep/upkeep.js';

const HOUR = 60 * 60 * 1000;
/** A due row that no tick moves (a mail waiting for its retry) must not hold the clock: go on by this much. */
const STRIDE = HOUR;
const PATIENCE = 60_000;

/** Work did not come to rest while the clock stood at one instant. */
export class ClockBusy extends Error {}

/** A move that goes on: where it is, how many due instants it stopped at, and the share of its way in percent. */
export interface Move {
  readonly from: Date;
  readonly to: Date;
  readonly at: Date;
  readonly stops: number;
  readonly percent: number;
}

/** A move is made one at a time. */
export class ClockMoving extends Error {
  constructor(readonly move: Move) {
    super(`It is at ${move.at.toISOString()}, on its way to ${move.to.toISOString()}`);
  }
}

export interface Advance {
  readonly from: Date;
  readonly to: Date;
  /** Instants at which something was due on the way. */
  readonly stops: number;
}

/**
 * Moves the business clock from due instant to due instant and lets all work come to rest at each, so that
 * a simulated week brings its mails, limits and states in their order.
 */
@Injectable()
export class SandboxClock {
  private move: Move | null = null;

  constructor(
    private readonly clock: BusinessClock,
    private readonly database: Database,
    private readonly upkeep: Upkeep,
    private readonly relay: OutboxRelay,
    private readonly traffic: QueueTraffic,
  ) {}

  now(): Promise<Date> {
    return this.clock.now();
  }

  /** How far a move of this process is; null while the clock just runs. */
  get moving(): Move | null {
    return this.move;
  }

  /**
   * @throws ClockMoving while another move goes on
   * @throws ClockBusy when a job goes on for more than a minute: the clock then stands where it came to
   */
  async advanceTo(target: Date): Promise<Advance> {
    if (this.move) throw new ClockMoving(this.move);
    this.move = { from: target, to: target, at: target, stops: 0, percent: 0 };
    try {
      return await this.go(await this.clock.now(), target);
    } finally {
      this.move = null;
    }
  }

  private async go(from: Date, target: Date): Promise<Advance> {
    let stops = 0;
    const told = (at: Date): void => {
      const way = (at.getTime() - from.getTime()) / Math.max(1, target.getTime() - from.getTime());
      this.move = { from, to: target, at, stops, percent: Math.floor(100 * Math.min(1, way)) };
    };
    told(from);
    await this.settle();
    for (let due = await this.nextStop(target); due; due = await this.nextStop(target)) {
      stops += 1;
      told(due);
      await this.moveTo(due);
      await this.settle();
    }
    told(target);
    await this.moveTo(target);
    await this.settle();
    return { from, to: await this.clock.now(), stops };
  }

  /** The next instant at which something falls due, before the target; never the present one again. */
  private async nextStop(target: Date): Promise<Date | undefined> {
    const due = await this.upkeep.nextDue();
    const now = await this.clock.now();
    if (!due) return undefined;
    const next = due > now ? due : new Date(now.getTime() + STRIDE);
    return next < target ? next : undefined;
  }

  private async moveTo(instant: Date): Promise<void> {
    await this.database.em().transactional((em) => this.clock.advanceTo(em, instant));
  }

  /** Tick until nothing more falls due at this instant, and let every queue run empty. */
  private async settle(): Promise<void> {
    const deadline = performance.now() + PATIENCE;
    for (let moved = 1; moved > 0;) {
      ({ moved } = await this.upkeep.tick());
      await this.drain(deadline);
      if (performance.now() > deadline) throw new ClockBusy('work did not come to rest within a minute');
    }
  }

  private async drain(deadline: number): Promise<void> {
    for (;;) {
      this.relay.kick();
      await this.relay.idle();
      const busy = await this.traffic.busyQueues();
      if (busy.length === 0) return;
      if (performance.now() > deadline) throw new ClockBusy(`still working: ${busy.join(', ')}`);
      await pause(25);
    }
  }
}
