import { toldLimits } from '../told-limits.js';
import { feedbackOf, type ModelPrompt } from '../model-prompt.js';
import { withReading } from './with-reading.js';

/** A reading of the computed report; its figures, the suggestion and the limits are not the model's. */
export const marketMonitoringPrompt: ModelPrompt<'market_monitoring'> = {
  rules: () => [
    'Task: explain the "report" to its reader in one or two paragraphs, at most 120 words.',
    'Write each figure exactly as the report has it, and compute none.',
    'Tell each direction as the report has it: rise or fall, above or below, overbought or oversold, buy or sell.',
    'Suggest no trade, size, price or limit of your own; the report’s suggestion stands beside your text.',
    'Nothing may go beyond "limits": speak of no larger order, other coin or other hour.',
  ],
  data: (input, { body }) => ({
    report: body,
    limits: toldLimits(input.agent, input.zone),
    ...feedbackOf(input),
  }),
  assemble: (text, { body }) => withReading(body, text),
};
