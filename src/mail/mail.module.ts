import { Module } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { HeldMailsTask } from './jobs/held-mails.task.js';
import { LostMailTask } from './jobs/lost-mail.task.js';
import { SendMailJob } from './jobs/send-mail.job.js';
import { MailDelivery } from './mail-delivery.js';
import { MailDesk } from './mail-desk.service.js';
import { MailFrames } from './mail-frames.js';
import { MailLoaderCheck } from './mail-loader-check.js';
import { MailLoaders } from './mail-loaders.js';
import { MailQueries } from './mail.queries.js';
import { MailRepository } from './mail.repository.js';
import { MailService } from './mail.service.js';
import { MailWriter } from './mail-writer.js';
import { MailRenderer } from './rendering/mail-renderer.js';
import { MailViews } from './rendering/mail-views.js';
import { MailGate } from './rules/mail-gate.js';
import { MailGateRepository } from './rules/mail-gate.repository.js';
import { createTransport } from './transports/create-transport.js';
import { MailTransport } from './transports/mail-transport.js';

@Module({
  providers: [
    MailRepository,
    MailService,
    MailQueries,
    MailLoaders,
    MailLoaderCheck,
    MailFrames,
    MailWriter,
    MailDelivery,
    MailDesk,
    MailGate,
    MailGateRepository,
    SendMailJob,
    LostMailTask,
    HeldMailsTask,
    { provide: MailRenderer, useFactory: () => new MailRenderer(new MailViews()) },
    { provide: MailTransport, useFactory: createTransport, inject: [AppConfig] },
  ],
  exports: [MailService, MailQueries, MailLoaders, MailWriter],
})
export class MailModule {}
