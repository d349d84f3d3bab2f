import type { AgentRuntime, RunContext, RunInput, RunOutcome } from '../agent-runtime.js';
import { unprovenClaims } from './claims.js';
import { brokenRule } from './output-checks.js';

/**
 * Holds the output of whichever engine against the same rules: what breaks one is never handed over, and a figure that
 * nobody gave only with a warning.
 */
export class CheckedRuntime implements AgentRuntime {
  readonly name: string;

  constructor(private readonly engine: AgentRuntime) {
    this.name = engine.name;
  }

  async run(input: RunInput, context: RunContext): Promise<RunOutcome> {
    const outcome = await this.engine.run(input, context);
    if (outcome.kind === 'failed') return outcome;
    const broken = brokenRule(outcome, input);
    if (broken) return { kind: 'failed', ...broken, tokens: outcome.tokens };
    const { confidential: _, written, told: __, ...draft } = outcome;
    const unproven = unprovenClaims(written ?? draft.body, input);
    if (unproven.length === 0) return draft;
    await context.progress('checking', `Figures nobody gave: ${unproven.join(', ')}`);
    return { ...draft, unproven };
  }
}
