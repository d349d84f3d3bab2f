import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { migrate } from '../../../src/platform/database/migrate.js';
import { EmbeddedPostgres } from '../../../src/platform/postgres/embedded-postgres.js';
import { holdsWithin } from '../../../src/platform/postgres/processes.js';
import { projectRoot } from '../../../src/platform/process/project-root.js';
import { freePort } from '../../../src/platform/postgres/free-port.js';
import { SandboxCrm } from '../../../src/sandbox/crm/sandbox-crm.js';
import { startDeltaSandbox } from '../../../src/sandbox/delta/delta-sandbox.js';
import { Child, type Environment } from './child.js';
import { Gate } from './gate.js';
import { MailSink } from './mail-sink.js';
import type { Trap } from './trap.js';

export type Victim = 'web' | 'worker' | 'postgres';

/** How long one may take to be killed, started again and ready. */
const RECOVERY = 40_000;

const secret = () => randomBytes(32).toString('base64');

/**
 * The whole product as production runs it: web and worker as processes of their own, PostgreSQL that keeps what
 * was committed, and around it the outside world, which lives on when any of them is killed.
 */
export class House {
  private restarted = 0;
  private readonly ends: (() => Promise<unknown> | void)[] = [];
  postgres!: EmbeddedPostgres;
  web!: Child;
  worker!: Child;
  mails!: MailSink;
  crm!: SandboxCrm;
  /** In front of the exchange, of the CRM, and of our own web. */
  readonly exchange = new Gate();
  readonly crmDoor = new Gate();
  readonly door = new Gate();
  address = '';
  private env: Environment = {};

  private constructor(readonly folder: string) {}

  /** @param redisUrl queues run on Redis then */
  static async open(redisUrl?: string): Promise<House> {
    const house = new House(mkdtempSync(join(tmpdir(), 'onboarding-fire-')));
    try {
      await house.build(redisUrl);
    } catch (error) {
      await house.close();
      throw error;
    }
    return house;
  }

  /** The folder in which the people's mail server puts what it took. */
  get mailFolder(): string {
    return join(this.folder, 'inbox');
  }

  /** A key for REST, made by the script that a person would use. */
  async apiKey(): Promise<string> {
    const words = ['dist/scripts/api-key.js', '--name', 'fire', '--role', 'admin'];
    const env = { PATH: process.env.PATH, NODE_ENV: 'production', ...this.env };
    const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: projectRoot(), env });
    return stdout.trim();
  }

  async sql<T = Record<string, unknown>>(query: string, params: unknown[] = []): Promise<T[]> {
    const client = await this.session();
    try {
      return (await client.query(query, params)).rows as T[];
    } finally {
      await client.end();
    }
  }

  /** A session of its own; that it is cut off when the server is killed is no fault. */
  async session(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.postgres.url });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  /**
   * Kills one while something of it is in the traps, lets go of that, and starts it again.
   * @returns milliseconds from the kill until it is ready again
   */
  async strike(victim: Victim, traps: readonly Trap[]): Promise<number> {
    const from = performance.now();
    const back = this.restarted;
    if (victim === 'postgres') process.kill(this.postgres.pid, 'SIGKILL');
    else await this[victim].kill();
    for (const trap of traps) trap.drop();
    if (victim === 'postgres') await this.untilTrue('PostgreSQL is back', () => this.restarted > back);
    else await this[victim].start(RECOVERY);
    await this.untilReady();
    return Math.round(performance.now() - from);
  }

  /** What there is to read when something did not come to its end. */
  async testimony(): Promise<string> {
    const rows = await this.sql(
      `select template, status, attempt, handed_attempt, due_at, lease_until, last_error, now() from mail where status <> 'sent'`,
    );
    const words = [this.web, this.worker].map(({ output }) => output.slice(-4_000));
    return [...rows.map((row) => JSON.stringify(row)), ...words].join('\n');
  }

  async close(): Promise<void> {
    for (const end of this.ends.reverse()) await end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async build(redisUrl: string | undefined): Promise<void> {
    const dataDir = join(this.folder, 'data');
    const cluster = join(this.folder, 'cluster');
    for (const path of [dataDir, cluster]) mkdirSync(path);
    // The server may run as another user, who has to come as far as its own folder.
    chmodSync(this.folder, 0o711);
    const onRestart = () => void (this.restarted += 1);
    this.postgres = await EmbeddedPostgres.start({ dataDir: cluster, onRestart });
    this.ends.push(() => this.postgres.stop());
    await migrate(this.postgres.url);
    const port = String(await freePort(undefined));
    this.env = {
      DATABASE_URL: this.postgres.url,
      DATA_DIR: dataDir,
      PORT: port,
      LOG_LEVEL: 'warn',
      SECRETS_KEYS: `fire:${secret()}`,
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
      ...(await this.outside()),
    };
    this.address = await this.door.start();
    this.door.leadTo(`http://127.0.0.1:${port}`);
    this.ends.push(() => this.door.close());
    await this.people({ ...this.env, PUBLIC_URL: this.address });
  }

  /** What lives outside of us: the exchange, the CRM, the mail server of the people. */
  private async outside(): Promise<Environment> {
    const delta = await startDeltaSandbox({ clock: { now: () => new Date() } });
    this.exchange.leadTo(delta.url);
    const webhookSecret = secret();
    this.crm = new SandboxCrm(webhookSecret);
    this.mails = new MailSink(this.mailFolder);
    this.ends.push(
      () => delta.close(),
      () => this.exchange.close(),
      () => this.crmDoor.close(),
      () => this.crm.close(),
      () => this.mails.close(),
    );
    const crm = new URL(await this.crm.start());
    this.crmDoor.leadTo(crm.origin);
    return {
      DELTA_BASE_URL: await this.exchange.start(),
      CRM_WEBHOOK_URL: `${await this.crmDoor.start()}${crm.pathname}`,
      WEBHOOK_SECRET: webhookSecret,
      SMTP_URL: await this.mails.start(),
    };
  }

  private async people(env: Environment): Promise<void> {
    this.web = new Child(['src/main.js', 'web'], /^Ready: /m, env);
    this.worker = new Child(['src/worker.js'], /^Worker ready\./m, env);
    this.ends.push(() => Promise.all([this.web.kill(), this.worker.kill()]));
    await Promise.all([this.web.start(), this.worker.start()]);
  }

  private async untilReady(): Promise<void> {
    let ready = false;
    const look = async () => {
      while (!ready) {
        const answer = await fetch(`${this.address}/health/ready`).catch(() => undefined);
        if (answer?.status === 200) ready = true;
        else await new Promise((again) => setTimeout(again, 50));
      }
    };
    const looking = look();
    await this.untilTrue('/health/ready holds', () => ready);
    await looking;
  }

  private async untilTrue(what: string, holds: () => boolean): Promise<void> {
    if (await holdsWithin(RECOVERY, holds)) return;
    throw new Error(`not within ${RECOVERY / 1000} s: ${what}\n${await this.testimony()}`);
  }
}
