import { COMMANDS } from './commands.js';
import { ENTITIES } from './entities.js';
import { HANDLERS } from './jobs.js';
import type { Composition } from './platform/platform.module.js';
import { QUEUES } from './queues.js';
import { TASKS } from './schedules.js';
import { SETTINGS } from './settings.js';

/** What the whole application is made of. */
export const COMPOSITION: Composition = {
  entities: ENTITIES,
  commands: COMMANDS,
  queues: QUEUES,
  handlers: HANDLERS,
  tasks: TASKS,
  settings: SETTINGS,
};
