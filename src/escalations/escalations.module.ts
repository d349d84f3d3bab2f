import { Module } from '@nestjs/common';
import { EscalationQueries } from './escalation.queries.js';
import { EscalationRepository } from './escalation.repository.js';
import { EscalationService } from './escalation.service.js';

@Module({
  providers: [EscalationRepository, EscalationService, EscalationQueries],
  exports: [EscalationService, EscalationQueries],
})
export class EscalationsModule {}
