import { Module } from '@nestjs/common';
import { CustomersModule } from '../customers/customers.module.js';
import { MailModule } from '../mail/mail.module.js';
import { AbsenceCalls } from './absences/absence-calls.service.js';
import { AbsenceCallsQueries } from './absences/absence-calls.queries.js';
import { CallByLink } from './call-by-link.service.js';
import { CallDetails } from './call-details.js';
import { CallDesk } from './call-desk.service.js';
import { CallHandOver } from './call-hand-over.service.js';
import { CallInvites } from './call-invites.js';
import { CallLinkChanges } from './call-link-changes.js';
import { CallListener } from './call-listener.js';
import { CallPage } from './call-page.js';
import { CallPeople } from './call-people.js';
import { CallQueries } from './call.queries.js';
import { CallRecord } from './call-record.service.js';
import { CallRepository } from './call.repository.js';
import { CallService } from './call.service.js';
import { CallSlots } from './call-slots.service.js';
import { MeetingPlaces } from './meeting-place.queries.js';
import { RECORDING_PROVIDERS } from './recordings/recording-providers.js';
import { RecordingPlays } from './recordings/recording-play.service.js';
import { RecordingStore } from './recordings/recording-store.js';
import { RecordingView } from './recordings/recording-view.js';
import { RecordingUpload } from './recordings/recording-upload.service.js';

/** Onboarding calls, check-ins and their invites. */
@Module({
  imports: [CustomersModule, MailModule],
  providers: [
    CallRepository,
    CallDetails,
    CallInvites,
    CallPeople,
    CallSlots,
    CallService,
    CallDesk,
    CallRecord,
    CallPage,
    CallLinkChanges,
    CallByLink,
    CallHandOver,
    AbsenceCalls,
    AbsenceCallsQueries,
    CallListener,
    CallQueries,
    MeetingPlaces,
    ...RECORDING_PROVIDERS,
  ],
  exports: [
    MeetingPlaces,
    AbsenceCallsQueries,
    CallService,
    CallDesk,
    CallDetails,
    CallInvites,
    CallPage,
    CallQueries,
    RecordingPlays,
    RecordingView,
    RecordingStore,
    RecordingUpload,
  ],
})
export class CallsModule {}
