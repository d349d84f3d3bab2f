import { testCredential } from './credentials/credential-test.work.js';
import { TestCredentialJob } from './credentials/jobs/test-credential.job.js';
import { SendMailJob } from './mail/jobs/send-mail.job.js';
import { sendMail } from './mail/mail.work.js';
import { handles, type HandlerEntry } from './platform/queues/handler-table.js';
import { TickJob, tick } from './platform/upkeep/tick.job.js';

/** Every job and its one handler. */
export const HANDLERS: readonly HandlerEntry[] = [
  handles(tick, TickJob),
  handles(testCredential, TestCredentialJob),
  handles(sendMail, SendMailJob),
];
