import { Injectable, type OnModuleInit } from '@nestjs/common';
import { StaffNotices } from '../../onboarding/staff-notices/staff-notices.service.js';
import { HistoryBus } from '../../platform/history/history-bus.js';
import { Survey } from './survey.entity.js';
import { surveyAnswered } from './survey.entries.js';

/** An answer up to this is one to call back about. */
const LOW = 3;
const KIND = 'survey_low';

/** Tells the manager of a customer who was not satisfied. */
@Injectable()
export class LowScoreNotice implements OnModuleInit {
  constructor(
    private readonly bus: HistoryBus,
    private readonly notices: StaffNotices,
  ) {}

  onModuleInit(): void {
    this.bus.on(surveyAnswered, async (tx, { subjectId, customerId, data }) => {
      if (customerId === null || data.score > LOW) return;
      await this.notices.tell(tx, { kind: KIND, customerId, subjectId, once: subjectId });
    });
    this.notices.register(KIND, async (tx, { subjectId, company }) => {
      const { name, score, comment } = await tx.em.findOneOrFail(Survey, { id: subjectId });
      return {
        title: `${company} was not satisfied: ${score ?? 0} of 5`,
        paragraphs: [
          'Somebody answered the survey after the onboarding call with a low mark.',
          'Call back while it is fresh, and write down what was wrong: product hears of what confuses three customers.',
        ],
        facts: [
          { label: 'From', value: name },
          { label: 'Mark', value: `${score ?? 0} of 5` },
          ...(comment ? [{ label: 'What they said', value: comment }] : []),
        ],
        opens: { list: 'surveys', id: subjectId, label: 'Open the answer' },
      };
    });
  }
}
