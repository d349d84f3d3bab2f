import { entryType } from '../../platform/history/entry-type.js';

/** A step was done for the first time; it stays latched. */
export const stepDone = entryType<{ step: string; title: string }>(
  'step.done',
  ({ step, title }) => `${/^\d+$/.test(step) ? `Step ${step} done` : 'Done'}: ${title}`,
);

export const tickSet = entryType<{ lines: readonly string[]; done: boolean }>(
  'tick.set',
  ({ lines, done }) => (done ? `Ticked: ${lines.join(', ')}` : `Unticked: ${lines.join(', ')}`),
);
