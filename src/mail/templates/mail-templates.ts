import type { z } from 'zod';
import { accountContained } from './account-contained.js';
import { actionFailed } from './action-failed.js';
import { callInvite } from './call-invite.js';
import { connectLink } from './connect-link.js';
import { credentialBroken } from './credential-broken.js';
import { credentialEnding } from './credential-ending.js';
import { credentialSetupGuide } from './credential-setup-guide.js';
import { customerWelcomeEmail } from './customer-welcome-email.js';
import { draftReady } from './draft-ready.js';
import { draftReminder } from './draft-reminder.js';
import type { MailTemplate } from './mail-template.js';
import { newManager } from './new-manager.js';
import { passwordReset } from './password-reset.js';
import { postOnboardingSummary } from './post-onboarding-summary.js';
import { staffNotice } from './staff-notice.js';
import { staffWelcome } from './staff-welcome.js';
import { survey } from './survey.js';
import { trialActivated } from './trial-activated.js';
import { trialCheckIn } from './trial-check-in.js';
import { trialConverted } from './trial-converted.js';
import { trialEnded } from './trial-ended.js';
import { trialEnding } from './trial-ending.js';
import { trialExtended } from './trial-extended.js';
import { trialUsage } from './trial-usage.js';
import { verifyEmail } from './verify-email.js';
import { waitingNudge } from './waiting-nudge.js';
import { weeklyReport } from './weekly-report.js';

/** Every mail this product sends. The name is that of the view in `views/emails` and of the mail row. */
export const mailTemplates = {
  verify_email: verifyEmail,
  customer_welcome_email: customerWelcomeEmail,
  call_invite: callInvite,
  credential_setup_guide: credentialSetupGuide,
  connect_link: connectLink,
  draft_ready: draftReady,
  trial_activated: trialActivated,
  post_onboarding_summary: postOnboardingSummary,
  survey,
  password_reset: passwordReset,
  weekly_report: weeklyReport,
  staff_notice: staffNotice,
  staff_welcome: staffWelcome,
  account_contained: accountContained,
  waiting_nudge: waitingNudge,
  new_manager: newManager,
  credential_ending: credentialEnding,
  credential_broken: credentialBroken,
  draft_reminder: draftReminder,
  action_failed: actionFailed,
  trial_check_in: trialCheckIn,
  trial_ending: trialEnding,
  trial_ended: trialEnded,
  trial_extended: trialExtended,
  trial_converted: trialConverted,
  trial_usage: trialUsage,
} as const satisfies Readonly<Record<string, MailTemplate>>;

export type MailName = keyof typeof mailTemplates;
/** What a loader gives for a template. */
export type MailData<Name extends MailName> = z.input<(typeof mailTemplates)[Name]['schema']>;

export const mailNames = Object.keys(mailTemplates) as readonly MailName[];

/** Written for what is to come: no room asks for these, so none fills them. All others must have a loader at boot. */
export const UNASKED_MAILS: readonly MailName[] = ['staff_welcome'];

/** Whether quiet hours and the daily limit are about mails of this template. */
export const isHeldClass = (name: MailName): boolean => templateOf(name).class !== 'transactional';
export const heldNames: readonly MailName[] = mailNames.filter(isHeldClass);

/** A template without the types of its own data. */
export function templateOf(name: MailName): MailTemplate {
  return mailTemplates[name];
}
