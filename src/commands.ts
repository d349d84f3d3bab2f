import { commandTable } from './platform/commands/command-table.js';

/** Every command there is; a door that names another does not compile. */
export const COMMANDS = commandTable();

export type CommandName = keyof typeof COMMANDS;
