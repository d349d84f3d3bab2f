import { entryType } from '../../platform/history/entry-type.js';

export const surveyAnswered = entryType<{ callId: string; score: number }>(
  'survey.answered',
  ({ score }) => `Survey answered: ${score} of 5`,
);
