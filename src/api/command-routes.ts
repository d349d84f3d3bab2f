import type { CommandName } from '../commands.js';

export interface CommandRoute {
  readonly method: 'POST' | 'PUT' | 'PATCH';
  /** Below /api/v1; at most one parameter, `:id`. */
  readonly path: string;
  readonly command: CommandName;
  /** Whether an anonymous visitor may call it. */
  readonly open?: boolean;
}

/** Every command that REST offers, by address (design section 8). */
export const COMMAND_ROUTES: readonly CommandRoute[] = [];
