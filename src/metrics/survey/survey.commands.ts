import { z } from 'zod';
import { command } from '../../platform/commands/command.js';
import { SurveyService } from './survey.service.js';

export const answerSurvey = command({
  name: 'survey.answer',
  title: 'Send the answer',
  roles: ['public', 'customer'],
  input: z.strictObject({
    token: z.string().min(20).max(200),
    score: z
      .int()
      .min(1)
      .max(5)
      .meta({ title: 'How satisfied are you?', description: '1 not at all, 5 very.' }),
    comment: z.string().trim().max(2_000).optional().meta({ title: 'A word about it', widget: 'textarea' }),
  }),
  service: SurveyService,
  run: (surveys, tx, { input }) => surveys.answer(tx, { ...input, comment: input.comment || null }),
});
