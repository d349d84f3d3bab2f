import type { TrainingKey } from '../../platform/outside/stand-ins.js';

/** How the stand-in treats a system user's token, a number and its account (providers.md, sections 5 and 9). */
export const WHATSAPP_SCENARIOS = [
  { name: 'ok', shows: 'passes: a connected number of good quality' },
  { name: 'own_app', shows: 'passes: the token of an app of the customer’s own' },
  { name: 'sandbox', shows: 'passes with a warning: a test number' },
  { name: 'quality_red', shows: 'passes with a warning: quality is red' },
  { name: 'name_pending', shows: 'passes with a warning: the display name is in review' },
  { name: 'unregistered', shows: 'passes with a warning: the number is not connected' },
  { name: 'scope_missing', shows: 'rejected: `whatsapp_business_messaging` missing' },
  { name: 'phone_not_in_waba', shows: 'rejected: the number belongs to another account' },
  { name: 'granular_other_target', shows: 'rejected: the token is for another account' },
  { name: 'banned', shows: 'rejected: WhatsApp has banned the number' },
  { name: 'review_rejected', shows: "rejected: the account failed Meta's review" },
  { name: 'on_premise', shows: 'rejected: the number does not run on the Cloud API' },
  { name: 'expired', shows: 'rejected: the token has expired (190/463)' },
  { name: 'revoked', shows: 'rejected: the token was ended (190/458)' },
  { name: 'malformed', shows: 'rejected: not a token of Meta' },
  { name: 'other_app', shows: 'rejected: the token of an app that wants proofs' },
  { name: 'rate', shows: 'unreachable: the limit of our app (4)' },
  { name: 'rate_business', shows: 'unreachable: the limit of the account (80008), 12 minutes' },
  { name: 'transient', shows: 'unreachable: a trouble of Meta that passes (2)' },
  { name: 'html_502', shows: 'unreachable: an error page instead of data' },
] as const;

export const SANDBOX_WABA = '215489637200001';
/** An account of the same business, with a number of its own. */
export const OTHER_WABA = '215489637200002';
export const SANDBOX_NUMBER = '106540352240001';

/** What a trainee pastes: real nowhere. */
export const whatsappTrainingKeys = (): TrainingKey[] =>
  WHATSAPP_SCENARIOS.map(({ name, shows }) => ({
    secret: {
      accessToken: `sandbox_${name}.system`,
      phoneNumberId: SANDBOX_NUMBER,
      wabaId: SANDBOX_WABA,
    },
    shows,
  }));
