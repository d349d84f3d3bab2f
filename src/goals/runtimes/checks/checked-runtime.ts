import type { AgentRuntime, RunContext, RunInput, RunOutcome } from '../agent-runtime.js';
import { brokenRule } from './output-checks.js';

/** Holds the output of whichever engine against the same rules; what breaks one is never handed over. */
export class CheckedRuntime implements AgentRuntime {
  readonly name: string;

  constructor(private readonly engine: AgentRuntime) {
    this.name = engine.name;
  }

  async run(input: RunInput, context: RunContext): Promise<RunOutcome> {
    const outcome = await this.engine.run(input, context);
    if (outcome.kind === 'failed') return outcome;
    const broken = brokenRule(outcome, input);
    const { confidential: _, written: __, told: ___, ...draft } = outcome;
    return broken ? { kind: 'failed', ...broken, tokens: outcome.tokens } : draft;
  }
}
