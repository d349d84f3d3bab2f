import type { EntityList } from './platform/database/database.js';
import { CommandLog } from './platform/commands/command-log.entity.js';
import { HistoryEntry } from './platform/history/history-entry.entity.js';
import { OneTimeLink } from './platform/links/one-time-link.entity.js';

/** Every table that the ORM maps: one line a room's entity. */
export const ENTITIES: EntityList = [HistoryEntry, CommandLog, OneTimeLink];
