import { Module } from '@nestjs/common';

import { AppConfig } from '../config/app-config.js';
import { CustomersModule } from '../customers/customers.module.js';
import { MailModule } from '../mail/mail.module.js';
import { ConnectMail } from './connect-mail.js';
import { ConnectService } from './connect.service.js';
import { CredentialDesk } from './credential-desk.js';
import { CredentialSettlement } from './credential-settlement.js';
import { CredentialTestService } from './credential-test.service.js';
import { CredentialQueries } from './credential.queries.js';
import { CredentialRepository } from './credential.repository.js';
import { CredentialService } from './credential.service.js';
import { OurAddresses } from './our-addresses.js';
import { ConnectionProbe } from './jobs/connection-probe.js';
import { RetestCredentialsTask } from './jobs/retest-credentials.task.js';
import { TestCredentialJob } from './jobs/test-credential.job.js';
import { ConnectionValidation } from './jobs/validate-connection.js';
import { ConnectionTesters } from './providers/connection-testers.js';
import { DeltaTester } from './providers/delta/delta-tester.js';

/** A platform without settings is not offered here; in the sandbox a stand-in has filled them in. */
function testersFor({ deployment, delta }: AppConfig): ConnectionTesters {
  return new ConnectionTesters({
    delta: delta.baseUrl === undefined ? null : new DeltaTester({ baseUrl: delta.baseUrl, deployment }),
  });
}

@Module({
  imports: [CustomersModule, MailModule],
  providers: [
    { provide: ConnectionTesters, useFactory: testersFor, inject: [AppConfig] },
    ConnectMail,
    ConnectService,
    ConnectionProbe,
    ConnectionValidation,
    CredentialDesk,
    CredentialQueries,
    CredentialRepository,
    CredentialService,
    CredentialSettlement,
    CredentialTestService,
    OurAddresses,
    RetestCredentialsTask,
    TestCredentialJob,
  ],
  exports: [
    ConnectMail,
    ConnectService,
    ConnectionTesters,
    ConnectionValidation,
    CredentialQueries,
    CredentialService,
    CredentialTestService,
    OurAddresses,
    TestCredentialJob,
  ],
})
export class CredentialsModule {}
