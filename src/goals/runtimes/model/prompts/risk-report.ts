import { toldLimits } from '../told-limits.js';
import { feedbackOf, type ModelPrompt } from '../model-prompt.js';
import { withReading } from './with-reading.js';

/** A reading of the computed risk; figures and limits are not the model's. */
export const riskReportPrompt: ModelPrompt<'risk_report'> = {
  rules: () => [
    'Task: explain the "report" on risk to its reader in one or two paragraphs, at most 120 words.',
    'Write each figure exactly as the report has it, and compute none.',
    'Tell each direction as the report has it: rise or fall, above or below, overbought or oversold, buy or sell.',
    'Suggest no trade, size, price or limit, and speak of none beyond "limits".',
  ],
  data: (input, { body }) => ({
    report: body,
    limits: toldLimits(input.agent, input.zone),
    ...feedbackOf(input),
  }),
  assemble: (text, { body }) => withReading(body, text),
};
