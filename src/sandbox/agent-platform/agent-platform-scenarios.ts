import { STAND_IN } from '../../config/checks.js';
import { ConfigError } from '../../config/config.error.js';

/** What the stand-in agent platform does with what it is handed, by the name of the scenario; each as people see it. */
export const AGENT_PLATFORM_SHOWS = {
  accepts: 'takes it and reports it done at once',
  accepts_late: 'takes it and reports it done after five hours, when its result was missed already',
  fails: 'takes it and reports that it could not be carried out',
  refuses: 'answers 422: not handed over, to be handed over again',
  fails_once: 'answers 500 to the first delivery and takes the next one',
  unreachable: 'closes each connection without a word: tried again, then not handed over',
  never_answers: 'takes it and never reports: its result is missed after four hours',
  answers_twice: 'reports the same result twice: taken once',
  wrong_key: 'reports with a key that we never gave out: refused, its result is missed',
} as const;

export type AgentPlatformScenario = keyof typeof AGENT_PLATFORM_SHOWS;

/** How one delivery is answered: as it should be, by an HTTP status, or not at all. */
export function troubleOf(scenario: AgentPlatformScenario, deliveriesBefore: number): number | 'drop' | null {
  if (scenario === 'refuses') return 422;
  if (scenario === 'unreachable') return 'drop';
  return scenario === 'fails_once' && deliveriesBefore === 0 ? 500 : null;
}

/** Business hours until it reports, one figure a report. */
export function reportsOf(scenario: AgentPlatformScenario): readonly number[] {
  if (scenario === 'never_answers') return [];
  if (scenario === 'accepts_late') return [5];
  return scenario === 'answers_twice' ? [0, 0] : [0];
}

const NAMES = Object.keys(AGENT_PLATFORM_SHOWS) as AgentPlatformScenario[];

/**
 * The scenario that `AGENT_PLATFORM_WEBHOOK_URL` asks for: `stand-in`, which accepts, or `stand-in:refuses`…
 * Undefined for an address. Throws ConfigError for a name that there is not.
 */
export function scenarioAsked(setting: string | undefined): AgentPlatformScenario | undefined {
  const asked = new RegExp(`^${STAND_IN}(?::(.*))?$`).exec(setting ?? '');
  if (!asked) return undefined;
  const [, name = 'accepts'] = asked;
  const found = NAMES.find((known) => known === name);
  if (found) return found;
  const reason = `names no scenario of the stand-in: there are ${NAMES.join(', ')}`;
  throw new ConfigError([{ variable: 'AGENT_PLATFORM_WEBHOOK_URL', reason }]);
}
