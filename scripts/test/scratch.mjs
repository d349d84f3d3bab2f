import { accessSync, constants, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';

const MEMORY_DISK = '/dev/shm';
/** The suites' clusters, profiles and downloads together, with room to spare. */
const ROOM = 4 * 1024 ** 3;

/**
 * The folder for what is thrown away after the run: in memory where the machine has room for it (a database is
 * cloned for nearly every file, in 20 ms there and in half a second on a slow disk), else the system's own.
 */
export function scratch() {
  try {
    accessSync(MEMORY_DISK, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(MEMORY_DISK);
    return Math.min(bavail * bsize, freemem()) >= ROOM ? MEMORY_DISK : tmpdir();
  } catch {
    return tmpdir();
  }
}
