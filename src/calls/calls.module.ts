import { Module } from '@nestjs/common';
import { CustomersModule } from '../customers/customers.module.js';
import { MailModule } from '../mail/mail.module.js';
import { CallDetails } from './call-details.js';
import { CallDesk } from './call-desk.service.js';
import { CallInvites } from './call-invites.js';
import { CallListener } from './call-listener.js';
import { CallQueries } from './call.queries.js';
import { CallRepository } from './call.repository.js';
import { CallService } from './call.service.js';

/** Onboarding calls, check-ins and their invites. */
@Module({
  imports: [CustomersModule, MailModule],
  providers: [CallRepository, CallDetails, CallInvites, CallService, CallDesk, CallListener, CallQueries],
  exports: [CallService, CallDesk, CallDetails, CallInvites, CallQueries],
})
export class CallsModule {}
