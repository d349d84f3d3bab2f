import { Module } from '@nestjs/common';
import { FactsQueries } from './facts/facts.queries.js';
import { OnboardingQueries } from './onboarding.queries.js';
import { CustomerListQueries } from './progress/customer-list.queries.js';
import { ProgressRepository } from './progress/progress.repository.js';
import { ProgressService } from './progress/progress.service.js';
import { ReconcileProgress } from './progress/reconcile-progress.js';
import { TickService } from './progress/tick.service.js';
import { ActorNames } from './view/actor-names.queries.js';
import { TimelineQueries } from './view/timeline.queries.js';

@Module({
  providers: [
    CustomerListQueries,
    FactsQueries,
    ProgressRepository,
    ProgressService,
    ReconcileProgress,
    TickService,
    ActorNames,
    OnboardingQueries,
    TimelineQueries,
  ],
  exports: [CustomerListQueries, OnboardingQueries, TimelineQueries, ReconcileProgress],
})
export class OnboardingModule {}
