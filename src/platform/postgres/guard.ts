import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

/**
 * Waits on a pipe from us. A line means we ended in order; the pipe closing without one means that this
 * process died, in whatever way: then the server is stopped, after checking that the number still is its.
 */
const SCRIPT = `
trap '' INT TERM HUP
pid=$1 data=$2 remove=$3
if read -r word; then exit 0; fi
{ read -r owner; read -r place; } < "$data/postmaster.pid" 2>/dev/null
if [ "$owner" = "$pid" ] && [ "$place" = "$data" ]; then
  kill -INT "$pid" 2>/dev/null
  n=0
  while kill -0 "$pid" 2>/dev/null && [ $n -lt 400 ]; do sleep 0.05; n=$((n + 1)); done
  kill -QUIT "$pid" 2>/dev/null
fi
[ -n "$remove" ] && rm -rf "$remove"
exit 0
`;

/** Stands beside a running server; one a server. */
export class Guard {
  private constructor(private readonly child: ChildProcess) {}

  /**
   * @param pid the server
   * @param data its data folder
   * @param remove a folder to delete when we die: for clusters that are thrown away
   */
  static stand(pid: number, data: string, remove = ''): Guard {
    const child = spawn('/bin/sh', ['-c', SCRIPT, 'postgres-guard', String(pid), data, remove], {
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.on('error', () => undefined);
    child.stdin?.on('error', () => undefined);
    child.unref();
    return new Guard(child);
  }

  /** The server has ended, or another guard takes over: leave without touching it. */
  async dismiss(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.ref();
    const gone = new Promise((done) => this.child.once('exit', done));
    this.child.stdin?.end('done\n');
    await gone;
  }
}
