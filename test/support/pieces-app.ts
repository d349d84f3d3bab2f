import { randomBytes } from 'node:crypto';
import { BullRegistrar } from '@nestjs/bullmq';
import { Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule } from '../../src/config/config.module.js';
import { loadConfig } from '../../src/config/load-config.js';
import { Waypoints } from '../../src/platform/claims/waypoints.js';
import { commandTable } from '../../src/platform/commands/command-table.js';
import { CommandLog } from '../../src/platform/commands/command-log.entity.js';
import { HistoryEntry } from '../../src/platform/history/history-entry.entity.js';
import { PlatformModule } from '../../src/platform/platform.module.js';
import { handles } from '../../src/platform/queues/handler-table.js';
import { LeftBehindTask } from '../../src/platform/claims/left-behind.task.js';
import { portalAddress } from '../../src/platform/links/links.settings.js';
import { settingTable } from '../../src/platform/settings/setting.js';
import { TickJob, tick } from '../../src/platform/upkeep/tick.job.js';
import { VaultModule } from '../../src/platform/vault/vault.module.js';
import { QUEUES } from '../../src/queues.js';
import { PiecesModule, WorkPieceJob, makePiece, scrapPiece, workPiece } from './pieces.js';

export interface PiecesOptions {
  readonly waypoints?: Waypoints;
  readonly concurrency?: number;
  /** Further environment variables. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The platform with the pieces room on it, in one process. */
export async function startPieces(
  databaseUrl: string,
  redisUrl?: string,
  { waypoints = new Waypoints(), concurrency = 8, env = {} }: PiecesOptions = {},
): Promise<INestApplicationContext> {
  const base = loadConfig({
    DATABASE_URL: databaseUrl,
    SECRETS_KEYS: `pieces:${randomBytes(32).toString('base64')}`,
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    ...env,
  });
  const composition = {
    entities: [HistoryEntry, CommandLog],
    commands: commandTable(makePiece, scrapPiece),
    queues: {
      upkeep: { ...QUEUES.upkeep, attempts: 3, backoff: 100, concurrency, lock: 2_000, stalledCheck: 500 },
    },
    handlers: [handles(tick, TickJob), handles(workPiece, WorkPieceJob)],
    tasks: [LeftBehindTask],
    settings: settingTable(portalAddress),
  };
  @Module({
    imports: [
      ConfigModule.forRoot(base),
      VaultModule.forRole(false),
      platformWith(waypoints, PlatformModule.forRole(composition, true)),
      PiecesModule,
    ],
  })
  class PiecesApp {}
  const app = await NestFactory.createApplicationContext(PiecesApp, { logger: ['error', 'warn'] });
  app.get(BullRegistrar, { strict: false }).register();
  return app;
}

const platformWith = (waypoints: Waypoints, platform: DynamicModule): DynamicModule => ({
  ...platform,
  providers: [...(platform.providers ?? []), { provide: Waypoints, useValue: waypoints }],
});
