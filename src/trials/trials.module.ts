import { Module } from '@nestjs/common';
import { AgentsModule } from '../agents/agents.module.js';
import { CallsModule } from '../calls/calls.module.js';
import { CredentialsModule } from '../credentials/credentials.module.js';
import { CustomersModule } from '../customers/customers.module.js';
import { MailModule } from '../mail/mail.module.js';
import { ExpireTrialsTask } from './expire-trials.task.js';
import { TrialActivation } from './trial-activation.js';
import { TrialActivatedMail, TrialStart } from './trial-start.js';
import { TrialLedger } from './trial-ledger.js';
import { TrialPages } from './trial-pages.js';
import { TrialQueries } from './trial.queries.js';
import { TrialReadiness } from './trial-readiness.js';
import { TrialRepository } from './trial.repository.js';
import { TrialService } from './trial.service.js';

@Module({
  imports: [CustomersModule, CallsModule, MailModule, AgentsModule, CredentialsModule],
  providers: [
    TrialRepository,
    TrialLedger,
    TrialReadiness,
    TrialStart,
    TrialActivatedMail,
    TrialActivation,
    TrialService,
    TrialPages,
    TrialQueries,
    ExpireTrialsTask,
  ],
  exports: [
    TrialService,
    TrialLedger,
    TrialActivation,
    TrialReadiness,
    TrialPages,
    TrialQueries,
    ExpireTrialsTask,
  ],
})
export class TrialsModule {}
