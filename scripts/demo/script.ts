import type { Json } from './rest.js';

/** What one step of the demo shows: facts read back through public doors. */
export interface DemoStep<S> {
  /** The runbook's step, 0–14, or a word beside it. */
  readonly step: string;
  readonly title: string;
  /** Does the step and answers its evidence; throws when any is missing. */
  readonly play: (state: S) => Promise<Json>;
}

export interface Played {
  readonly step: string;
  readonly title: string;
  readonly state: 'done' | 'failed';
  readonly ms: number;
  readonly evidence: Json;
}

/** Play the steps in order; stops at the first that fails. */
export async function play<S>(
  steps: readonly DemoStep<S>[],
  state: S,
  tell: (played: Played) => void,
): Promise<boolean> {
  for (const { step, title, play: act } of steps) {
    const from = performance.now();
    const took = () => Math.round(performance.now() - from);
    try {
      const evidence = await act(state);
      tell({ step, title, state: 'done', ms: took(), evidence });
    } catch (error) {
      tell({
        step,
        title,
        state: 'failed',
        ms: took(),
        evidence: { error: error instanceof Error ? error.message : String(error) },
      });
      return false;
    }
  }
  return true;
}

/** Evidence that must hold: the demo fails by name when it does not. */
export function prove(holds: boolean, what: string): void {
  if (!holds) throw new Error(`evidence missing: ${what}`);
}
