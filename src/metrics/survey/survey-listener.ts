import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Call } from '../../calls/call.entity.js';
import { callEnded } from '../../calls/call.entries.js';
import { HistoryBus } from '../../platform/history/history-bus.js';
import { SurveyService } from './survey.service.js';

/** The survey goes out when the onboarding call ends, to those who took part on the customer's side. */
@Injectable()
export class SurveyListener implements OnModuleInit {
  constructor(
    private readonly bus: HistoryBus,
    private readonly surveys: SurveyService,
  ) {}

  onModuleInit(): void {
    this.bus.on(callEnded, async (tx, { subjectId, data }) => {
      if (data.kind !== 'onboarding') return;
      const { id, customerId, attendees } = await tx.em.findOneOrFail(Call, { id: subjectId });
      const theirs = attendees.filter(({ role }) => role === 'customer');
      await this.surveys.ask(tx, { id, customerId, attendees: theirs });
    });
  }
}
