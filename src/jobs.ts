import { handles, type HandlerEntry } from './platform/queues/handler-table.js';
import { TickJob, tick } from './platform/upkeep/tick.job.js';

/** Every job and its one handler. */
export const HANDLERS: readonly HandlerEntry[] = [handles(tick, TickJob)];
