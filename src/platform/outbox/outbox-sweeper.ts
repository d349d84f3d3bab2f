import { Injectable, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { OutboxRelay } from './outbox-relay.js';

const EVERY = 1_000;

/** Worker role: each second takes what a crashed process committed and did not hand over. */
@Injectable()
export class OutboxSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly relay: OutboxRelay) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.relay.kick(), EVERY);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }
}
