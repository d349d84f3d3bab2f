import { Module } from '@nestjs/common';
import { AgentsModule } from '../agents/agents.module.js';
import { CallsModule } from '../calls/calls.module.js';
import { CredentialsModule } from '../credentials/credentials.module.js';
import { CustomersModule } from '../customers/customers.module.js';
import { MailModule } from '../mail/mail.module.js';
import { ExpireTrialsTask } from './expire-trials.task.js';
import { TrialCalls } from './trial-calls.js';
import { TrialConnections } from './trial-connections.js';
import { TrialExtensionRepository } from './trial-extensions.repository.js';
import { TrialExtensions } from './trial-extensions.service.js';
import { TrialHire } from './trial-hire.service.js';
import { TrialMailQueries } from './trial-mail.queries.js';
import { TrialMails } from './trial-mails.js';
import { TrialNotices } from './trial-notices.service.js';
import { TrialNoticesTask } from './trial-notices.task.js';
import { TrialUsageRepository } from './trial-usage.repository.js';
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
    TrialUsageRepository,
    TrialExtensionRepository,
    TrialExtensions,
    TrialHire,
    TrialCalls,
    TrialConnections,
    TrialNotices,
    TrialNoticesTask,
    TrialMailQueries,
    TrialMails,
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
    TrialExtensions,
    TrialExtensionRepository,
    TrialNoticesTask,
    TrialUsageRepository,
    TrialLedger,
    TrialActivation,
    TrialReadiness,
    TrialPages,
    TrialQueries,
    ExpireTrialsTask,
  ],
})
export class TrialsModule {}
