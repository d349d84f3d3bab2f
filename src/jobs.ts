import { testCredential } from './credentials/credential-test.work.js';
import { LetGoJob } from './credentials/jobs/let-go.job.js';
import { letGo } from './credentials/letting-go/letting-go.work.js';
import { RenewTokenJob } from './credentials/jobs/renew-token.job.js';
import { TestCredentialJob } from './credentials/jobs/test-credential.job.js';
import { renewToken } from './credentials/renewal/credential-renewal.work.js';
import { SendSlackJob } from './escalations/jobs/send-slack.job.js';
import { sendToSlack } from './escalations/slack/slack.work.js';
import { handOverAction } from './goals/hand-over/hand-over.work.js';
import { HandOverActionJob } from './goals/jobs/hand-over-action.job.js';
import { RunGoalJob } from './goals/jobs/run-goal.job.js';
import { runGoal } from './goals/runs/goal-run.work.js';
import { SendMailJob } from './mail/jobs/send-mail.job.js';
import { sendMail } from './mail/mail.work.js';
import { deliverToCrm } from './customers/crm/crm.work.js';
import { checkDomain } from './customers/domain-check.work.js';
import { CheckDomainJob } from './customers/jobs/check-domain.job.js';
import { DeliverToCrmJob } from './customers/jobs/deliver-to-crm.job.js';
import { AnswerCanaryJob, answerCanary } from './health/jobs/answer-canary.job.js';
import { SendReportJob, sendWeeklyReport } from './metrics/jobs/send-report.job.js';
import { handles, type HandlerEntry } from './platform/queues/handler-table.js';
import { TickJob, tick } from './platform/upkeep/tick.job.js';

/** Every job and its one handler. */
export const HANDLERS: readonly HandlerEntry[] = [
  handles(tick, TickJob),
  handles(testCredential, TestCredentialJob),
  handles(renewToken, RenewTokenJob),
  handles(letGo, LetGoJob),
  handles(runGoal, RunGoalJob),
  handles(handOverAction, HandOverActionJob),
  handles(sendMail, SendMailJob),
  handles(checkDomain, CheckDomainJob),
  handles(deliverToCrm, DeliverToCrmJob),
  handles(sendToSlack, SendSlackJob),
  handles(answerCanary, AnswerCanaryJob),
  handles(sendWeeklyReport, SendReportJob),
];
