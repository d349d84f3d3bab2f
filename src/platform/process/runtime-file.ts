import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What scripts and the next start must know of an instance. Holds the embedded database's password. */
export interface RuntimeFacts {
  readonly pid: number;
  /** ISO instant. */
  readonly since: string;
  /** `stopped` when it ended in order; a killed process leaves `running`. */
  readonly state: 'starting' | 'running' | 'stopped';
  readonly address?: string | undefined;
  /** Present when the database is embedded. */
  readonly postgres?: { readonly url: string; readonly port: number; readonly folder: string } | undefined;
}

/** `runtime.json` in the data folder, mode 0600. */
export class RuntimeFile {
  private readonly path: string;

  constructor(dataDir: string) {
    this.path = join(dataDir, 'runtime.json');
  }

  /** Undefined when there is none, or it cannot be read as one. */
  read(): RuntimeFacts | undefined {
    try {
      return JSON.parse(readFileSync(this.path, 'utf8')) as RuntimeFacts;
    } catch {
      return undefined;
    }
  }

  /** Replaced in one step: a reader sees the old facts or the new. */
  write(facts: RuntimeFacts): void {
    const fresh = `${this.path}.new`;
    writeFileSync(fresh, `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 });
    renameSync(fresh, this.path);
  }

  update(changes: Partial<RuntimeFacts>): void {
    const facts = this.read();
    if (facts) this.write({ ...facts, ...changes });
  }
}
