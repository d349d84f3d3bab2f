import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Observable, type Subscriber } from 'rxjs';
import { GoalQueries } from '../goal.queries.js';
import type { RunEventView } from '../goal-views.js';

const EVERY_MS = 500;

/** `progress` for each line; one `end`, with the run's last state as its text, then nothing more. */
export interface StreamedEvent extends RunEventView {
  readonly type: 'progress' | 'end';
}

interface Watcher {
  readonly runId: string;
  /** Of the last line the watcher had when it came. */
  readonly after: string | undefined;
  readonly sent: Set<string>;
  readonly subscriber: Subscriber<StreamedEvent>;
}

/** Live progress from rows: one poller a process for all who watch; streams never hold up a shutdown. */
@Injectable()
export class RunEventStream implements BeforeApplicationShutdown {
  private readonly log = new Logger('Run events');
  private readonly watchers = new Set<Watcher>();
  private timer: NodeJS.Timeout | undefined;
  private polling = false;
  private closed = false;

  constructor(private readonly goals: GoalQueries) {}

  /** Events after the one with the id `after` (a stream's `Last-Event-ID`), until the run is over. */
  watch(runId: string, after?: string): Observable<StreamedEvent> {
    return new Observable((subscriber) => {
      if (this.closed) return subscriber.complete();
      const watcher = { runId, after, subscriber, sent: new Set<string>() };
      this.watchers.add(watcher);
      this.timer ??= setInterval(() => void this.poll(), EVERY_MS);
      void this.poll();
      return () => this.leave(watcher);
    });
  }

  beforeApplicationShutdown(): void {
    this.closed = true;
    for (const { subscriber } of this.watchers) subscriber.complete();
  }

  private leave(watcher: Watcher): void {
    this.watchers.delete(watcher);
    if (this.watchers.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private async poll(): Promise<void> {
    if (this.polling) return;
    this.polling = true;
    try {
      for (const watcher of this.watchers) await this.feedAnyway(watcher);
    } finally {
      this.polling = false;
    }
  }

  /** What goes wrong for one who watches keeps no line from the others. */
  private async feedAnyway(watcher: Watcher): Promise<void> {
    try {
      await this.feed(watcher);
    } catch (error) {
      this.log.warn({ err: error }, 'progress could not be read; the next poll tries again');
    }
  }

  private async feed(watcher: Watcher): Promise<void> {
    // The state first: events of an ended run are all written by then.
    const { status, endedAt } = await this.goals.run(watcher.runId);
    // All of them each time: a line of a process whose clock is behind may sort before one that was sent.
    for (const event of await this.goals.events(watcher.runId, watcher.after)) {
      if (watcher.sent.has(event.id)) continue;
      watcher.sent.add(event.id);
      watcher.subscriber.next({ ...event, type: 'progress' });
    }
    if (endedAt === null) return;
    const id = [...watcher.sent].at(-1) ?? watcher.after ?? '';
    watcher.subscriber.next({ id, at: endedAt, stage: status, text: status, type: 'end' });
    watcher.subscriber.complete();
  }
}
