import { Injectable } from '@nestjs/common';
import type { PlatformName } from '../agents/platform-names.js';
import type { AppError } from '../platform/errors/app-error.js';
import type { Tx } from '../platform/unit-of-work/tx.js';

/** Why a customer may not connect a platform now, or undefined. */
type Stop = (tx: Tx, customerId: string, platform: PlatformName) => Promise<AppError | undefined>;

/** What stands against connecting, told by the rooms that know it. Disconnecting is never asked for. */
@Injectable()
export class ConnectStops {
  private readonly stops: Stop[] = [];

  /** Call in `onModuleInit`. */
  register(stop: Stop): void {
    this.stops.push(stop);
  }

  /** @throws AppError of the first rule that stands against it */
  async requireNone(tx: Tx, customerId: string, platform: PlatformName): Promise<void> {
    const refusal = await this.first(tx, customerId, platform);
    if (refusal) throw refusal;
  }

  /** The first rule that stands against it, or undefined. */
  async first(tx: Tx, customerId: string, platform: PlatformName): Promise<AppError | undefined> {
    for (const stop of this.stops) {
      const refusal = await stop(tx, customerId, platform);
      if (refusal) return refusal;
    }
    return undefined;
  }
}
