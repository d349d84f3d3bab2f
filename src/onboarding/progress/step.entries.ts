import { entryType } from '../../platform/history/entry-type.js';
import { runbooks, tickLines } from '../runbook.js';

const LINES = new Map(
  runbooks()
    .flatMap(tickLines)
    .map(({ id, line }) => [id, line]),
);
/** As the runbook has them; a line that no version holds any more, by its id. */
const words = (ids: readonly string[]): string => ids.map((id) => LINES.get(id) ?? id).join('; ');

/** A step was done for the first time; it stays latched. */
export const stepDone = entryType<{ step: string; title: string }>(
  'step.done',
  ({ step, title }) => `${/^\d+$/.test(step) ? `Step ${step} done` : 'Done'}: ${title}`,
);

export const tickSet = entryType<{ lines: readonly string[]; done: boolean }>(
  'tick.set',
  ({ lines, done }) => `${done ? 'Ticked' : 'Unticked'}: ${words(lines)}`,
);
