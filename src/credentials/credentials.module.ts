import { Module } from '@nestjs/common';

import { AppConfig } from '../config/app-config.js';
import { CustomersModule } from '../customers/customers.module.js';
import { MailModule } from '../mail/mail.module.js';
import { ConnectMail } from './connect-mail.js';
import { ConnectStops } from './connect-stops.js';
import { ConnectService } from './connect.service.js';
import { CredentialEscalation } from './credential-escalation.js';
import { EscalationsModule } from '../escalations/escalations.module.js';
import { CredentialDesk } from './credential-desk.js';
import { CredentialSecrets } from './credential-secrets.js';
import { CredentialSettlement } from './credential-settlement.js';
import { CredentialTestService } from './credential-test.service.js';
import { CredentialQueries } from './credential.queries.js';
import { CredentialRepository } from './credential.repository.js';
import { CredentialService } from './credential.service.js';
import { OurAddresses } from './our-addresses.js';
import { SetupGuides } from './setup-guides.js';
import { ConnectionProbe } from './jobs/connection-probe.js';
import { RenewTokenJob } from './jobs/renew-token.job.js';
import { RenewTokensTask } from './jobs/renew-tokens.task.js';
import { TestTurns } from './jobs/test-turns.js';
import { EgressAlarmTask } from './egress-alarm/egress-alarm.task.js';
import { SeenAddressesRepository } from './egress-alarm/seen-addresses.repository.js';
import { PlatformAlarmTask } from './platform-alarm/platform-alarm.task.js';
import { PlatformAnswersRepository } from './platform-alarm/platform-answers.repository.js';
import { PlanRetestsTask } from './retests/plan-retests.task.js';
import { RetestCredentialsTask } from './retests/retest-credentials.task.js';
import { RetestsRepository } from './retests/retests.repository.js';
import { TestAll } from './test-all.service.js';
import { TestCredentialJob } from './jobs/test-credential.job.js';
import { ConnectionValidation } from './jobs/validate-connection.js';
import { AuthorizationRequests } from './oauth/authorization-requests.js';
import { AuthorizationReturns } from './oauth/authorization-returns.js';
import { DataDeletion } from './oauth/data-deletion.js';
import { Deauthorization } from './oauth/deauthorization.js';
import { BrokenWords } from './deadlines/broken-words.js';
import { DeadlineMails } from './deadlines/deadline-mails.js';
import { CredentialDeadlinesTask } from './deadlines/deadlines.task.js';
import { CredentialDisconnection } from './disconnection.js';
import { DeletePartedTask } from './jobs/delete-parted.task.js';
import { LetGoJob } from './jobs/let-go.job.js';
import { LettingGoRepository } from './letting-go/letting-go.repository.js';
import { Parting } from './letting-go/parting.js';
import { CredentialTokens } from './oauth/credential-tokens.repository.js';
import { ForgetGrantsTask } from './oauth/forget-grants.task.js';
import { GrantQueries } from './oauth/grant.queries.js';
import { GrantDesk } from './oauth/grant-desk.js';
import { OAuthGrantRepository } from './oauth/oauth-grant.repository.js';
import { OAuthStates } from './oauth/oauth-states.js';
import { OAuthDoors } from './oauth/oauth-doors.js';
import { RedirectAddresses } from './oauth/redirect-addresses.js';
import { ReturnedStates } from './oauth/returned-states.js';
import { TokenExchange } from './oauth/token-exchange.js';
import { TokenLives } from './oauth/token-lives.js';
import { ConnectionTesters } from './providers/connection-testers.js';
import { testersFor } from './providers/testers.js';
import { CredentialRenewals } from './renewal/credential-renewals.repository.js';
import { TokenRenewals } from './renewal/token-renewals.js';

@Module({
  imports: [CustomersModule, EscalationsModule, MailModule],
  providers: [
    { provide: ConnectionTesters, useFactory: testersFor, inject: [AppConfig] },
    AuthorizationRequests,
    AuthorizationReturns,
    DataDeletion,
    Deauthorization,
    BrokenWords,
    PlanRetestsTask,
    EgressAlarmTask,
    PlatformAlarmTask,
    PlatformAnswersRepository,
    RetestsRepository,
    SeenAddressesRepository,
    TestAll,
    TestTurns,
    CredentialDeadlinesTask,
    DeadlineMails,
    CredentialDisconnection,
    CredentialRenewals,
    DeletePartedTask,
    LetGoJob,
    LettingGoRepository,
    Parting,
    CredentialTokens,
    RenewTokenJob,
    RenewTokensTask,
    TokenLives,
    TokenRenewals,
    ForgetGrantsTask,
    GrantDesk,
    GrantQueries,
    OAuthGrantRepository,
    OAuthStates,
    OAuthDoors,
    RedirectAddresses,
    ReturnedStates,
    TokenExchange,
    ConnectMail,
    ConnectService,
    ConnectStops,
    ConnectionProbe,
    ConnectionValidation,
    CredentialDesk,
    CredentialEscalation,
    CredentialQueries,
    CredentialRepository,
    CredentialSecrets,
    CredentialService,
    CredentialSettlement,
    CredentialTestService,
    OurAddresses,
    SetupGuides,
    RetestCredentialsTask,
    TestCredentialJob,
  ],
  exports: [
    DataDeletion,
    TestAll,
    CredentialDisconnection,
    AuthorizationReturns,
    AuthorizationRequests,
    GrantDesk,
    GrantQueries,
    ForgetGrantsTask,
    ConnectMail,
    ConnectService,
    ConnectStops,
    ConnectionTesters,
    ConnectionValidation,
    CredentialQueries,
    CredentialService,
    CredentialTestService,
    OurAddresses,
    SetupGuides,
    TestCredentialJob,
  ],
})
export class CredentialsModule {}
