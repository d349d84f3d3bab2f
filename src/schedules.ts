import type { Type } from '@nestjs/common';
import { PurgeRecordingsTask } from './calls/recordings/jobs/purge-recordings.task.js';
import { ForgetGrantsTask } from './credentials/oauth/forget-grants.task.js';
import { CredentialDeadlinesTask } from './credentials/deadlines/deadlines.task.js';
import { DeletePartedTask } from './credentials/jobs/delete-parted.task.js';
import { RenewTokensTask } from './credentials/jobs/renew-tokens.task.js';
import { EgressAlarmTask } from './credentials/egress-alarm/egress-alarm.task.js';
import { PlatformAlarmTask } from './credentials/platform-alarm/platform-alarm.task.js';
import { PlanRetestsTask } from './credentials/retests/plan-retests.task.js';
import { RetestCredentialsTask } from './credentials/retests/retest-credentials.task.js';
import { DeadRunsTask } from './goals/dead-runs.task.js';
import { DueGoalsTask } from './goals/due-goals.task.js';
import { StuckRunsTask } from './goals/stuck-runs.task.js';
import { DraftRemindersTask } from './goals/deliverables/draft-reminders.task.js';
import { OverdueActionsTask } from './goals/hand-over/overdue-actions.task.js';
import { LeftBehindTask } from './platform/claims/left-behind.task.js';
import { ForgetKeysTask } from './platform/commands/forget-keys.task.js';
import { ForgetSignInsTask } from './platform/sign-in/forget-sign-ins.task.js';
import { ForgetAttemptsTask } from './customers/sign-in/forget-attempts.task.js';
import { WaitingTask } from './customers/waiting/waiting.task.js';
import { ForgetSignsTask } from './health/jobs/forget-signs.task.js';
import { SchedulerAlarmTask } from './health/jobs/scheduler-alarm.task.js';
import { SendCanaryTask } from './health/jobs/send-canary.task.js';
import { HeldMailsTask } from './mail/jobs/held-mails.task.js';
import { LostMailTask } from './mail/jobs/lost-mail.task.js';
import { WeeklyReportTask } from './metrics/jobs/weekly-report.task.js';
import { ReconcileProgress } from './onboarding/progress/reconcile-progress.js';
import type { UpkeepTask } from './platform/upkeep/upkeep-task.js';
import { ExpireTrialsTask } from './trials/expire-trials.task.js';
import { TrialNoticesTask } from './trials/trial-notices.task.js';

/** Everything that falls due, in the order a tick looks at it. */
export const TASKS: readonly Type<UpkeepTask>[] = [
  SendCanaryTask,
  LeftBehindTask,
  ForgetKeysTask,
  ForgetGrantsTask,
  ForgetSignInsTask,
  ForgetAttemptsTask,
  ForgetSignsTask,
  DeletePartedTask,
  CredentialDeadlinesTask,
  RenewTokensTask,
  PlanRetestsTask,
  RetestCredentialsTask,
  PlatformAlarmTask,
  EgressAlarmTask,
  ExpireTrialsTask,
  TrialNoticesTask,
  DueGoalsTask,
  StuckRunsTask,
  DeadRunsTask,
  OverdueActionsTask,
  DraftRemindersTask,
  WaitingTask,
  PurgeRecordingsTask,
  LostMailTask,
  HeldMailsTask,
  WeeklyReportTask,
  ReconcileProgress,
  // Last: it looks at what the others have left undone.
  SchedulerAlarmTask,
];
