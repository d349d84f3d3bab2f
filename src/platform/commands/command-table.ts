import type { AnyCommand } from './command.js';

interface Named {
  readonly name: string;
}

/** The commands by name, with their literal types; two of one name stop the boot. */
export function commandTable<const C extends readonly Named[]>(
  ...commands: C
): { readonly [K in C[number] as K['name']]: AnyCommand } {
  const table: Record<string, unknown> = {};
  for (const command of commands) {
    if (command.name in table) throw new Error(`Command ${command.name} is declared twice`);
    table[command.name] = command;
  }
  return table as { readonly [K in C[number] as K['name']]: AnyCommand };
}
