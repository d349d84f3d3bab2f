import { Agent } from './agents/agent.entity.js';
import { AgentSettingsVersion } from './agents/agent-settings-version.entity.js';
import { EscalationEvent } from './escalations/escalation-event.entity.js';
import { Escalation } from './escalations/escalation.entity.js';
import { SlackMessage } from './escalations/slack/slack-message.entity.js';
import { Note } from './notes/note.entity.js';
import { NoteIssue } from './notes/note-issue.entity.js';
import { Call } from './calls/call.entity.js';
import { CallRecording, RecordingPlay } from './calls/recordings/recording.entity.js';
import { CredentialToken } from './credentials/oauth/credential-token.entity.js';
import { OAuthGrant } from './credentials/oauth/oauth-grant.entity.js';
import { CredentialTest } from './credentials/credential-test.entity.js';
import { RetestNight } from './credentials/retests/retest-night.entity.js';
import { LettingGo } from './credentials/letting-go/letting-go.entity.js';
import { CredentialRenewal } from './credentials/renewal/credential-renewal.entity.js';
import { Credential } from './credentials/credential.entity.js';
import { CUSTOMER_TABLES } from './customers/customer-tables.js';
import { DeliverableRevision } from './goals/deliverables/deliverable-revision.entity.js';
import { Deliverable } from './goals/deliverables/deliverable.entity.js';
import { Goal } from './goals/goal.entity.js';
import { ActionHandOver } from './goals/hand-over/hand-over.entity.js';
import { KeptMemory } from './goals/goal-memory.entity.js';
import { GoalRun } from './goals/runs/goal-run.entity.js';
import { RunAttempt } from './goals/runs/run-attempt.entity.js';
import { RunEvent } from './goals/runs/run-event.entity.js';
import { Canary } from './health/canary.entity.js';
import { WorkerBeat } from './health/worker-beat.entity.js';
import { Mail } from './mail/mail.entity.js';
import { OnboardingProgress } from './onboarding/progress/onboarding-progress.entity.js';
import { RunbookTick } from './onboarding/progress/runbook-tick.entity.js';
import { StepDone } from './onboarding/progress/step-done.entity.js';
import { WeeklyReport } from './metrics/report/weekly-report.entity.js';
import { Survey } from './metrics/survey/survey.entity.js';
import type { EntityList } from './platform/database/database.js';
import { CommandLog } from './platform/commands/command-log.entity.js';
import { HistoryEntry } from './platform/history/history-entry.entity.js';
import { OneTimeLink } from './platform/links/one-time-link.entity.js';
import { ScheduleOccurrence } from './platform/schedules/schedule-occurrence.entity.js';
import { StoredSetting } from './platform/settings/stored-setting.entity.js';
import { CustomerDataKey } from './platform/vault/customer-data-key.entity.js';
import { VaultAccess } from './platform/vault/vault-access.entity.js';
import { VaultSecret } from './platform/vault/vault-secret.entity.js';
import { SignInThrottleRow } from './platform/sign-in/sign-in-throttle.entity.js';
import { ApiKey } from './staff/api-keys/api-key.entity.js';
import { StaffMember } from './staff/staff-member.entity.js';
import { TrialExtension } from './trials/trial-extension.entity.js';
import { Trial } from './trials/trial.entity.js';

/** Every table that the ORM maps: one line a room's entity. */
export const ENTITIES: EntityList = [
  HistoryEntry,
  CommandLog,
  OneTimeLink,
  ScheduleOccurrence,
  StoredSetting,
  CustomerDataKey,
  VaultAccess,
  VaultSecret,
  Escalation,
  EscalationEvent,
  SlackMessage,
  Note,
  NoteIssue,
  StepDone,
  RunbookTick,
  OnboardingProgress,
  ...CUSTOMER_TABLES,
  Call,
  CallRecording,
  RecordingPlay,
  Agent,
  AgentSettingsVersion,
  Credential,
  CredentialRenewal,
  CredentialTest,
  LettingGo,
  RetestNight,
  CredentialToken,
  OAuthGrant,
  Trial,
  TrialExtension,
  Goal,
  KeptMemory,
  GoalRun,
  RunAttempt,
  RunEvent,
  Deliverable,
  DeliverableRevision,
  ActionHandOver,
  SignInThrottleRow,
  ApiKey,
  StaffMember,
  Canary,
  WorkerBeat,
  Mail,
  Survey,
  WeeklyReport,
];
