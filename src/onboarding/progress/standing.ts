import type { Facts } from '../facts/facts.js';
import { ticksOf, type Runbook } from '../runbook.js';
import { holds, missing, missingTexts, type Finding, type Met } from '../runbook/evidence.js';
import type { Step } from '../runbook/step.js';
import type { StepState } from '../onboarding-view.js';

/** Where one step stands for one customer. */
export interface Standing {
  readonly step: Step;
  readonly state: StepState;
  /** It holds now and was not latched before. */
  readonly newlyDone: boolean;
  /** What shows it, while it holds. */
  readonly proof: readonly Met[];
  /** What is missing; of a warning, what stopped holding. */
  readonly missing: readonly string[];
}

/** The lines of a section that nobody has ticked, as one finding a section. */
function unsaid(step: Step, facts: Facts): Finding[] {
  const lines = ticksOf(step, facts);
  const sections = [...new Set(lines.map(({ section }) => section))];
  return sections.flatMap((section) => {
    const open = lines.filter((line) => line.section === section && !facts.ticks[line.id]);
    if (open.length === 0) return [];
    const [only] = open;
    return [
      missing(
        open.length === 1 && only
          ? `Not ticked in "${section}": ${only.line}`
          : `${open.length} lines of "${section}" are not ticked.`,
      ),
    ];
  });
}

/** Judge every step by the facts; `latched` are the steps that were done before. */
export function standings(runbook: Runbook, facts: Facts, latched: ReadonlySet<string>): Standing[] {
  return runbook.steps.map((step) => {
    const before = latched.has(step.id);
    const spoken = unsaid(step, facts);
    const findings = [...step.evidence(facts), ...spoken];
    const lasting = [...(step.stands ?? step.evidence)(facts), ...spoken];
    const judged = before ? lasting : findings;
    const held = holds(judged);
    return {
      step,
      state: held ? 'done' : before ? 'warning' : 'open',
      newlyDone: held && !before,
      proof: judged.filter((finding) => finding.met),
      missing: missingTexts(judged),
    };
  });
}

/** The first step that is not done, or null when the onboarding is complete. */
export const currentStep = (all: readonly Standing[]): string | null =>
  all.find(({ state }) => state === 'open')?.step.id ?? null;
