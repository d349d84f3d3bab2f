import { parseArgs } from 'node:util';
import { AGENT_CASES, type AgentCase } from '../agent-case.js';

/** A trial lasts so many days (Step 4). */
export const TRIAL_DAYS = 7;

export interface DemoArguments {
  readonly json: boolean;
  /** A simulated week of a trial beside the walk; null: the walk alone. */
  readonly week: { readonly days: number; readonly agent: AgentCase } | null;
}

export const USAGE =
  'Usage: npm run demo -- [--json] [--agent marketing|trading [--days N]]   (N: 1 to 7 days of the trial, 7 unless given)';

/** Wrong arguments, in words for who typed them. */
export class WrongUsage extends Error {}

/** @throws WrongUsage */
export function readArguments(args: readonly string[]): DemoArguments {
  const { json = false, days, agent } = parse(args);
  if (agent === undefined) {
    if (days !== undefined) throw new WrongUsage('--days needs --agent marketing or --agent trading.');
    return { json, week: null };
  }
  const found = Object.values(AGENT_CASES).find(({ type }) => type === agent);
  if (!found) throw new WrongUsage(`There is no agent "${agent}": marketing or trading.`);
  if (days !== undefined && !/^[1-7]$/.test(days))
    throw new WrongUsage(`"${days}" is no number of days: 1 to ${TRIAL_DAYS}.`);
  return { json, week: { days: Number(days ?? TRIAL_DAYS), agent: found } };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' }, days: { type: 'string' }, agent: { type: 'string' } },
    }).values;
  } catch (error) {
    throw new WrongUsage(`${(error as Error).message.split('. ')[0] ?? ''}.`);
  }
}
