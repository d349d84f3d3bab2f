import { Migration20261126_1500_website_host } from './Migration20261126_1500_website_host.js';
import { Migration20261126_1510_recording_claims } from './Migration20261126_1510_recording_claims.js';
import type { MigrationClass } from '../src/platform/database/database.js';
import { Migration20261123_0100_platform } from './Migration20261123_0100_platform.js';
import { Migration20261123_0150_links } from './Migration20261123_0150_links.js';
import { Migration20261123_0160_sign_in } from './Migration20261123_0160_sign_in.js';
import { Migration20261123_0200_staff } from './Migration20261123_0200_staff.js';
import { Migration20261123_0300_customers } from './Migration20261123_0300_customers.js';
import { Migration20261123_0400_calls } from './Migration20261123_0400_calls.js';
import { Migration20261123_0500_mail } from './Migration20261123_0500_mail.js';
import { Migration20261123_0600_vault } from './Migration20261123_0600_vault.js';
import { Migration20261123_0700_agents } from './Migration20261123_0700_agents.js';
import { Migration20261123_0800_credentials } from './Migration20261123_0800_credentials.js';
import { Migration20261123_0900_trials } from './Migration20261123_0900_trials.js';
import { Migration20261123_1000_goals } from './Migration20261123_1000_goals.js';
import { Migration20261123_1100_notes } from './Migration20261123_1100_notes.js';
import { Migration20261123_1200_onboarding } from './Migration20261123_1200_onboarding.js';
import { Migration20261123_1300_metrics } from './Migration20261123_1300_metrics.js';
import { Migration20261123_1400_health } from './Migration20261123_1400_health.js';
import { Migration20261125_0110_country_holds } from './Migration20261125_0110_country_holds.js';
import { Migration20261125_0130_new_manager_mail } from './Migration20261125_0130_new_manager_mail.js';
import { Migration20261125_0120_managers } from './Migration20261125_0120_managers.js';
import { Migration20261125_0200_escalations } from './Migration20261125_0200_escalations.js';
import { Migration20261125_0210_containment } from './Migration20261125_0210_containment.js';
import { Migration20261125_0220_contained_mail } from './Migration20261125_0220_contained_mail.js';
import { Migration20261125_0230_notes } from './Migration20261125_0230_notes.js';
import { Migration20261125_0500_domain_rules } from './Migration20261125_0500_domain_rules.js';
import { Migration20261125_0100_settings } from './Migration20261125_0100_settings.js';
import { Migration20261125_0700_request_hash } from './Migration20261125_0700_request_hash.js';
import { Migration20261125_0600_accounts } from './Migration20261125_0600_accounts.js';
import { Migration20261125_0610_sign_in_attempts } from './Migration20261125_0610_sign_in_attempts.js';
import { Migration20261125_0400_call_session } from './Migration20261125_0400_call_session.js';
import { Migration20261126_0310_waiting } from './Migration20261126_0310_waiting.js';
import { Migration20261125_0450_recordings } from './Migration20261125_0450_recordings.js';
import { Migration20261126_1300_key_rotation } from './Migration20261126_1300_key_rotation.js';
import { Migration20261126_1000_oauth } from './Migration20261126_1000_oauth.js';
import { Migration20261125_0300_mail_rules } from './Migration20261125_0300_mail_rules.js';
import { Migration20261126_1600_token_renewal } from './Migration20261126_1600_token_renewal.js';
import { Migration20261126_1610_letting_go } from './Migration20261126_1610_letting_go.js';
import { Migration20261126_1620_credential_deadlines } from './Migration20261126_1620_credential_deadlines.js';
import { Migration20261126_1630_nightly_retests } from './Migration20261126_1630_nightly_retests.js';
import { Migration20261126_1700_erased_customers } from './Migration20261126_1700_erased_customers.js';
import { Migration20261126_1200_credential_holder } from './Migration20261126_1200_credential_holder.js';
import { Migration20261126_1800_observed_addresses } from './Migration20261126_1800_observed_addresses.js';
import { Migration20261126_2150_next_drafts } from './Migration20261126_2150_next_drafts.js';
import { Migration20261126_2050_run_attempts } from './Migration20261126_2050_run_attempts.js';
import { Migration20261126_2160_hand_overs } from './Migration20261126_2160_hand_overs.js';
import { Migration20261126_1900_agent_settings_versions } from './Migration20261126_1900_agent_settings_versions.js';
import { Migration20261126_1910_command_log_subject } from './Migration20261126_1910_command_log_subject.js';
import { Migration20261126_2170_draft_reminders } from './Migration20261126_2170_draft_reminders.js';
import { Migration20261126_2000_goal_templates } from './Migration20261126_2000_goal_templates.js';
import { Migration20261126_1950_usage_ledger } from './Migration20261126_1950_usage_ledger.js';
import { Migration20261126_1960_hire_record } from './Migration20261126_1960_hire_record.js';
import { Migration20261126_1970_trial_mails } from './Migration20261126_1970_trial_mails.js';
import { Migration20261126_2320_goal_pauses } from './Migration20261126_2320_goal_pauses.js';
import { Migration20261126_2321_goal_lived_until } from './Migration20261126_2321_goal_lived_until.js';
import { Migration20261126_2330_unproven_figures } from './Migration20261126_2330_unproven_figures.js';
import { Migration20261126_2220_goal_limits } from './Migration20261126_2220_goal_limits.js';
import { Migration20261126_2240_freed_reservations } from './Migration20261126_2240_freed_reservations.js';
import { Migration20261126_2200_run_engine } from './Migration20261126_2200_run_engine.js';
import { Migration20261126_2210_deliverable_charts } from './Migration20261126_2210_deliverable_charts.js';

/** Every migration, in the order of its running: one line each, never edited once landed. */
export const MIGRATIONS: readonly MigrationClass[] = [
  Migration20261123_0100_platform,
  Migration20261123_0150_links,
  Migration20261123_0160_sign_in,
  Migration20261123_0200_staff,
  Migration20261123_0300_customers,
  Migration20261123_0400_calls,
  Migration20261123_0500_mail,
  Migration20261123_0600_vault,
  Migration20261123_0700_agents,
  Migration20261123_0800_credentials,
  Migration20261123_0900_trials,
  Migration20261123_1000_goals,
  Migration20261123_1100_notes,
  Migration20261123_1200_onboarding,
  Migration20261123_1300_metrics,
  Migration20261123_1400_health,
  Migration20261125_0200_escalations,
  Migration20261125_0500_domain_rules,
  Migration20261125_0100_settings,
  Migration20261125_0700_request_hash,
  Migration20261125_0600_accounts,
  Migration20261125_0610_sign_in_attempts,
  Migration20261125_0210_containment,
  Migration20261125_0220_contained_mail,
  Migration20261125_0400_call_session,
  Migration20261126_1000_oauth,
  Migration20261125_0230_notes,
  Migration20261125_0300_mail_rules,
  Migration20261125_0110_country_holds,
  Migration20261125_0120_managers,
  Migration20261125_0130_new_manager_mail,
  Migration20261126_0310_waiting,
  Migration20261125_0450_recordings,
  Migration20261126_1600_token_renewal,
  Migration20261126_1500_website_host,
  Migration20261126_1510_recording_claims,
  Migration20261126_1610_letting_go,
  Migration20261126_1300_key_rotation,
  Migration20261126_1620_credential_deadlines,
  Migration20261126_1630_nightly_retests,
  Migration20261126_1200_credential_holder,
  Migration20261126_1700_erased_customers,
  Migration20261126_1800_observed_addresses,
  Migration20261126_2150_next_drafts,
  Migration20261126_2050_run_attempts,
  Migration20261126_2160_hand_overs,
  Migration20261126_1900_agent_settings_versions,
  Migration20261126_1910_command_log_subject,
  Migration20261126_2170_draft_reminders,
  Migration20261126_2000_goal_templates,
  Migration20261126_1950_usage_ledger,
  Migration20261126_1960_hire_record,
  Migration20261126_1970_trial_mails,
  Migration20261126_2220_goal_limits,
  Migration20261126_2200_run_engine,
  Migration20261126_2240_freed_reservations,
  Migration20261126_2210_deliverable_charts,
  Migration20261126_2320_goal_pauses,
  Migration20261126_2321_goal_lived_until,
  Migration20261126_2330_unproven_figures,
];
