import { Injectable } from '@nestjs/common';

/** The machine's clock: leases, signatures, sessions and ids. Nothing a customer was promised hangs on it. */
@Injectable()
export class SystemClock {
  now(): Date {
    return new Date();
  }

  /** The instant `milliseconds` from now. */
  in(milliseconds: number): Date {
    return new Date(this.now().getTime() + milliseconds);
  }
}
