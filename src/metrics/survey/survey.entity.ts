import { defineEntity, p } from '@mikro-orm/core';

const SurveySchema = defineEntity({
  name: 'Survey',
  tableName: 'survey',
  properties: {
    id: p.uuid().primary(),
    customerId: p.uuid(),
    callId: p.uuid(),
    /** The attendee it was sent to. */
    email: p.text(),
    name: p.text(),
    sentAt: p.datetime(),
    /** 1 to 5. */
    score: p.integer().nullable(),
    comment: p.text().nullable(),
    answeredAt: p.datetime().nullable(),
  },
  uniques: [{ name: 'survey_call_email_key', properties: ['callId', 'email'] }],
  checks: [
    { name: 'survey_score_check', expression: 'score >= 1 and score <= 5' },
    { name: 'survey_answer_check', expression: '(score is null) = (answered_at is null)' },
  ],
  indexes: [
    { name: 'survey_customer_idx', properties: ['customerId', 'sentAt'] },
    { name: 'survey_sent_idx', properties: ['sentAt'] },
    { name: 'survey_answered_idx', properties: ['answeredAt'] },
  ],
});

/** The post-call survey of one attendee. */
export class Survey extends SurveySchema.class {}
SurveySchema.setClass(Survey);
