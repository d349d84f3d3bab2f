import { Module } from '@nestjs/common';
import { EscalationsModule } from '../escalations/escalations.module.js';
import { MailModule } from '../mail/mail.module.js';
import { DnsResolver } from '../platform/dns/dns-resolver.js';
import { PublicHttp } from '../platform/http/public-http.js';
import { Activation } from './activation.js';
import { CustomerImport } from './import/customer-import.service.js';
import { CustomerAccess } from './customer-access.service.js';
import { CustomerMerge } from './customer-merge.service.js';
import { EmailChange } from './email-change.service.js';
import { ContainmentRepository } from './containment/containment.repository.js';
import { CustomerContainment } from './containment/customer-containment.service.js';
import { ContactService } from './contact.service.js';
import { CountryGate } from './country-gate.service.js';
import { CountryHoldRepository } from './country-hold.repository.js';
import { CountryRelease } from './country-release.service.js';
import { CrmClient } from './crm/crm-client.js';
import { CrmDeliveries } from './crm/crm-deliveries.service.js';
import { CrmRepository } from './crm/crm.repository.js';
import { CrmService } from './crm/crm.service.js';
import { CsmRepository } from './csm.repository.js';
import { CsmService } from './csm.service.js';
import { CustomerAddress } from './customer-address.js';
import { CustomerContacts } from './customer-contacts.js';
import { CustomerDesk } from './customer-desk.service.js';
import { CustomerLoginRepository } from './customer-login.repository.js';
import { CustomerLoginService } from './customer-login.service.js';
import { CustomerPeopleService } from './customer-people.service.js';
import { LookAlikes } from './look-alikes.queries.js';
import { CustomerLists } from './customer-lists.js';
import { CustomerQueries } from './customer.queries.js';
import { CustomerRepository } from './customer.repository.js';
import { CustomerService } from './customer.service.js';
import { CustomerVerification } from './customer-verification.service.js';
import { CustomerStanding } from './customer-standing.service.js';
import { DisposableDomains } from './domain-check/disposable-domains.js';
import { DomainExaminer } from './domain-check/domain-examiner.js';
import { RdapClient } from './domain-check/rdap-client.js';
import { WebsiteProbe } from './domain-check/website-probe.js';
import { DomainRuleRepository } from './domain-rule.repository.js';
import { DomainRuleService } from './domain-rule.service.js';
import { DomainCheckRepository } from './domain-check.repository.js';
import { DomainCheckService } from './domain-check.service.js';
import { DomainVerdictService } from './domain-verdict.service.js';
import { Duplicates } from './duplicates.js';
import { CheckDomainJob } from './jobs/check-domain.job.js';
import { DeliverToCrmJob } from './jobs/deliver-to-crm.job.js';
import { AbsenceService } from './managers/absence.service.js';
import { CsmDesk } from './managers/csm-desk.service.js';
import { HandOver } from './managers/hand-over.service.js';
import { NewManagerMails } from './managers/new-manager-mails.js';
import { PasswordMail } from './password-mail.js';
import { SignupQueries } from './signup.queries.js';
import { SignupRepository } from './signup.repository.js';
import { ForgetAttemptsTask } from './sign-in/forget-attempts.task.js';
import { SignInAttemptsRepository } from './sign-in/sign-in-attempts.repository.js';
import { SignInAttempts } from './sign-in/sign-in-attempts.service.js';
import { SignupDesk } from './signup-desk.service.js';
import { SignupService } from './signup.service.js';
import { VerifyMail } from './verify-mail.js';
import { CustomerWaiting } from './waiting/customer-waiting.service.js';
import { CustomerWaits } from './waiting/customer-waits.js';
import { WaitRepository } from './waiting/wait.repository.js';
import { WaitingTask } from './waiting/waiting.task.js';

const examiner = {
  provide: DomainExaminer,
  useFactory: (dns: DnsResolver, http: PublicHttp) =>
    new DomainExaminer(new DisposableDomains(), dns, new RdapClient(http), new WebsiteProbe(http)),
  inject: [DnsResolver, PublicHttp],
};
const repositories = [
  ContainmentRepository,
  CountryHoldRepository,
  CrmRepository,
  CsmRepository,
  CustomerLoginRepository,
  CustomerRepository,
  DomainCheckRepository,
  DomainRuleRepository,
  SignInAttemptsRepository,
  SignupRepository,
  WaitRepository,
];
const inner = [
  NewManagerMails,
  SignInAttempts,
  Activation,
  CrmClient,
  CrmDeliveries,
  DomainCheckService,
  Duplicates,
  PasswordMail,
  VerifyMail,
];
const outer = [
  AbsenceService,
  CsmDesk,
  HandOver,
  ForgetAttemptsTask,
  ContactService,
  CountryGate,
  CountryRelease,
  CrmService,
  CsmService,
  CustomerAddress,
  CustomerContacts,
  CustomerAccess,
  CustomerContainment,
  CustomerDesk,
  CustomerImport,
  CustomerMerge,
  CustomerLists,
  LookAlikes,
  CustomerLoginService,
  CustomerPeopleService,
  CustomerQueries,
  CustomerService,
  CustomerStanding,
  CustomerVerification,
  DomainRuleService,
  DomainVerdictService,
  EmailChange,
  SignupDesk,
  SignupQueries,
  SignupService,
  CustomerWaiting,
  CustomerWaits,
  WaitingTask,
];

/** Steps 0–3: signups, domain checks, accounts, people, portal logins, the CRM. */
@Module({
  imports: [EscalationsModule, MailModule],
  providers: [...repositories, ...inner, ...outer, examiner, CheckDomainJob, DeliverToCrmJob],
  exports: outer,
})
export class CustomersModule {}
