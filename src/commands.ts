import { configureAgent, draftAgent, escalateAgent, setAgentPlatforms } from './agents/agent.commands.js';
import {
  connectAgain,
  openConnect,
  disconnectCredential,
  escalateCredential,
  sendConnectLink,
  storeCredential,
  submitCredential,
  testAllCredentials,
  testCredentialNow,
} from './credentials/credential.commands.js';
import { ABSENCE_CALL_COMMANDS } from './calls/absences/absence.commands.js';
import { CALL_LINK_COMMANDS } from './calls/call-link.commands.js';
import { CALL_RECORD_COMMANDS } from './calls/call-record.commands.js';
import { CALL_DESK_COMMANDS } from './calls/call.commands.js';
import { RECORDING_COMMANDS } from './calls/recordings/recording.commands.js';
import {
  authorizeAgain,
  beginAuthorization,
  chooseAccount,
  keepGrant,
  receiveDataDeletion,
  receiveDeauthorization,
} from './credentials/oauth/oauth.commands.js';
import { CUSTOMER_COMMANDS } from './customers/customer-commands.js';
import { ESCALATION_COMMANDS } from './escalations/escalation.commands.js';
import { resendSlackMessage } from './escalations/slack/slack.commands.js';
import {
  approveDeliverable,
  decideReview,
  editDeliverable,
  editReview,
  regenerateDeliverable,
  rejectDeliverable,
} from './goals/deliverables/deliverable.commands.js';
import { HAND_OVER_COMMANDS } from './goals/hand-over/hand-over.commands.js';
import {
  approveGoal,
  approveGoals,
  archiveGoal,
  cancelRun,
  createGoal,
  editGoal,
  escalateRun,
  pauseGoal,
  rejectGoal,
  resubmitGoal,
  resumeGoal,
  triggerGoal,
} from './goals/goal.commands.js';
import { resendMail, sendMailNow } from './mail/mail.commands.js';
import { buildReport, sendReport } from './metrics/report/report.commands.js';
import { answerSurvey } from './metrics/survey/survey.commands.js';
import { editNote, writeNote } from './notes/note.commands.js';
import { sendSetupGuide, sendSummary, sendWelcome } from './onboarding/mails/onboarding-mails.commands.js';
import { changeEmail, mergeCustomer } from './onboarding/accounts/account.commands.js';
import { CONTAINMENT_COMMANDS } from './onboarding/containment/containment.commands.js';
import { eraseCustomer } from './onboarding/erasure/erasure.commands.js';
import { tickLinesSaid } from './onboarding/onboarding.commands.js';
import { commandTable } from './platform/commands/command-table.js';
import { changeSetting, resetSetting } from './platform/settings/setting.commands.js';
import { createApiKey, revokeApiKey } from './staff/api-keys/api-key.commands.js';
import { addStaff, deactivateStaff, resetStaff, setStaffRole } from './staff/staff.commands.js';
import { TRIAL_COMMANDS } from './trials/trial.commands.js';

/** Every command there is; a door that names another does not compile. */
export const COMMANDS = commandTable(
  sendConnectLink,
  draftAgent,
  setAgentPlatforms,
  configureAgent,
  escalateAgent,
  storeCredential,
  authorizeAgain,
  beginAuthorization,
  keepGrant,
  chooseAccount,
  receiveDataDeletion,
  receiveDeauthorization,
  submitCredential,
  connectAgain,
  openConnect,
  testCredentialNow,
  testAllCredentials,
  disconnectCredential,
  escalateCredential,
  ...CALL_DESK_COMMANDS,
  ...CALL_RECORD_COMMANDS,
  ...CALL_LINK_COMMANDS,
  ...ABSENCE_CALL_COMMANDS,
  ...RECORDING_COMMANDS,
  ...CUSTOMER_COMMANDS,
  ...ESCALATION_COMMANDS,
  ...CONTAINMENT_COMMANDS,
  resendSlackMessage,
  ...TRIAL_COMMANDS,
  createGoal,
  editGoal,
  approveGoal,
  approveGoals,
  rejectGoal,
  resubmitGoal,
  pauseGoal,
  resumeGoal,
  archiveGoal,
  triggerGoal,
  cancelRun,
  escalateRun,
  approveDeliverable,
  rejectDeliverable,
  editDeliverable,
  regenerateDeliverable,
  editReview,
  decideReview,
  ...HAND_OVER_COMMANDS,
  resendMail,
  sendMailNow,
  buildReport,
  sendReport,
  answerSurvey,
  writeNote,
  editNote,
  tickLinesSaid,
  changeEmail,
  mergeCustomer,
  eraseCustomer,
  sendWelcome,
  sendSetupGuide,
  sendSummary,
  addStaff,
  resetStaff,
  setStaffRole,
  deactivateStaff,
  createApiKey,
  revokeApiKey,
  changeSetting,
  resetSetting,
);

export type CommandName = keyof typeof COMMANDS;
