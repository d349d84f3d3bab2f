import { Injectable } from '@nestjs/common';

/** Points between two effects at which a process may die; the crash suite dies at each of them. */
export const WAYPOINTS = [
  'committed, not relayed',
  'published, outbox row not removed',
  'delivered, not claimed',
  'claimed, not worked',
  'worked, not settled',
  'settled, job not completed',
] as const;
export type Waypoint = (typeof WAYPOINTS)[number];

/** Passing a waypoint does nothing, except in the crash suite. */
@Injectable()
export class Waypoints {
  pass(_point: Waypoint): void {
    return;
  }
}
