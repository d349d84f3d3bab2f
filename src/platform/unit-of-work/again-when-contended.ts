import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { isContention } from '../database/contention.js';
import { commonErrors } from '../errors/common-errors.js';

/** Postgres finds a deadlock after a second of waiting: five tries stay within what a person waits for. */
export const TRIES = 5;
/** Milliseconds; the pause before another try is a random part of it, doubled each time, so that twins part. */
const PAUSE = 20;

const log = new Logger('UnitOfWork');

/**
 * Does `change` again when Postgres ended its transaction for the sake of another one. It must reach nothing
 * outside its transaction, and start from nothing each time.
 * @throws contended (503) when it was ended so each time; whatever else `change` throws
 */
export async function againWhenContended<T>(change: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await change();
    } catch (error) {
      if (!isContention(error)) throw error;
      if (tried === TRIES)
        throw commonErrors.contended(`It gave way to another change ${TRIES} times.`, { cause: error });
      log.warn({ err: error, tried }, 'a change gave way to another one and is done again');
      await pause(Math.random() * PAUSE * 2 ** tried);
    }
  }
}
