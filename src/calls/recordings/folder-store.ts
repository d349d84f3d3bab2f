import { createReadStream } from 'node:fs';

import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { newId } from '../../platform/ids/new-id.js';
import { RecordingStore, type ByteRange, type NewRecording } from './recording-store.js';

/** A folder of this machine; for one process, or several that share the folder. */
export class FolderStore extends RecordingStore {
  /** @param root keys are paths in it */
  constructor(private readonly root: string) {
    super();
  }

  override async put({ key, body, began }: NewRecording): Promise<void> {
    const path = join(this.root, key);
    const ref = newId();
    const part = partOf(path, ref);
    await began(ref);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    try {
      const file = await open(part, 'w', 0o600);
      try {
        for await (const bytes of body) await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(part, path);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  }

  override async read(key: string, { start, end }: ByteRange): Promise<Readable> {
    const file = await open(join(this.root, key), 'r');
    return createReadStream('', { fd: file, start, end });
  }

  override async remove(key: string, uploadRef: string | null): Promise<void> {
    const path = join(this.root, key);
    if (uploadRef !== null) await rm(partOf(path, uploadRef), { force: true });
    await rm(path, { force: true });
  }
}

/** Two uploads of one key, the later after the earlier broke off, write into two files. */
const partOf = (path: string, ref: string): string => `${path}.${ref}.part`;
