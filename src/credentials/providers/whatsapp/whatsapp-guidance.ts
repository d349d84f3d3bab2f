import { commonGuidance, commonWarnings, fixed, type Explain } from '../common-guidance.js';
import type { Guidance } from '../guidance.js';
import type { FailureCode, TestFailure, WarningCode } from '../test-report.js';

const NEW_TOKEN =
  'In Meta Business Manager open Settings > System users, press "Generate new token", and tick `whatsapp_business_management` and `whatsapp_business_messaging`.';
const PASTE = 'Open a new connect link and paste the token with both ids.';
const IDS =
  'Copy both ids again from WhatsApp Manager > API set-up: "Phone number ID" and "WhatsApp Business Account ID".';
const ASSIGN =
  'In Business Settings > System users > Assign assets, give the system user full control of the WhatsApp account.';

const EXPLAIN: Readonly<Record<FailureCode, Explain>> = {
  ...commonGuidance('WhatsApp'),
  malformed_input: fixed(
    'What was given is no token or id of WhatsApp: something is missing, or there is a space, a line break or an unusual character inside.',
    'Copy token and ids again with the copy button. An id holds digits only; it is not the phone number.',
  ),
  invalid_token: fixed(
    'Meta does not accept this token ("Invalid token"): it is cut off, from elsewhere, or was ended.',
    NEW_TOKEN,
    PASTE,
  ),
  expired: fixed(
    'The token has expired.',
    'At "Token expiration" choose "Never": then it lasts until you end it.',
    NEW_TOKEN,
    PASTE,
  ),
  revoked: fixed(
    'The token was ended: the system user or its app was removed, or the password of its owner was changed.',
    NEW_TOKEN,
    PASTE,
  ),
  wrong_app: fixed(
    'The token is of an app that wants each request proved by its own secret, which we must not have.',
    'In the settings of that app (Advanced > Security) switch "Require app secret" off, or make the token with another app.',
    NEW_TOKEN,
    PASTE,
  ),
  missing_permission: ({ missing }) => ({
    cause: `Permissions are missing: ${missing.map((name) => `\`${name}\``).join(', ') || 'not named'}.`,
    remedy: [ASSIGN, NEW_TOKEN, PASTE],
  }),
  wrong_account_type: wrongType,
  account_mismatch: mismatch,
  not_linked: notLinked,
  account_blocked: blocked,
};

export const explainWhatsApp = (failed: TestFailure): Guidance => EXPLAIN[failed.code](failed, []);

function wrongType({ step, providerCode }: TestFailure): Guidance {
  if (step === 'the token')
    return {
      cause: 'This is the token of a page or of an app, not of a system user.',
      remedy: [NEW_TOKEN, PASTE],
    };
  if (providerCode === '100')
    return {
      cause: 'One of the ids names something else: perhaps the two were swapped.',
      remedy: [IDS, 'Mind which is which, and paste them again.'],
    };
  return {
    cause: 'The number does not run on the WhatsApp Cloud API, so no agent can use it.',
    remedy: [
      'Move it to the Cloud API: WhatsApp Manager > Phone numbers > Migrate, or ask whoever hosts it now.',
      'Then test connection again.',
    ],
  };
}

function mismatch({ providerCode }: TestFailure): Guidance {
  return providerCode === 'phone_not_in_waba'
    ? {
        cause: 'The phone number does not belong to this WhatsApp Business account.',
        remedy: [IDS, 'Take both from the same page: choose the number at its top first.'],
      }
    : {
        cause:
          'The new token works, but with another phone number than the connected one. The connected one stays in use.',
        remedy: ['Give the number that is connected, or disconnect first and connect the other anew.'],
      };
}

function notLinked({ step }: TestFailure): Guidance {
  return step === 'the phone number'
    ? {
        cause: 'The token does not reach this phone number: the id is wrong, or belongs to another business.',
        remedy: [IDS, ASSIGN],
      }
    : {
        cause: 'The token does not reach this WhatsApp Business account.',
        remedy: [ASSIGN, IDS, NEW_TOKEN],
      };
}

function blocked({ providerCode }: TestFailure): Guidance {
  const cause =
    providerCode === 'review_rejected'
      ? "Meta's review has rejected this WhatsApp Business account."
      : providerCode === 'BANNED'
        ? 'WhatsApp has banned this number.'
        : 'WhatsApp has restricted this number or account for a while.';
  return {
    cause,
    remedy: [
      'Open Meta Business Manager > Business support, read why, and ask for a review there.',
      'Then test connection again, or connect another number.',
    ],
  };
}

const WARNINGS: Readonly<Record<WarningCode, Guidance>> = commonWarnings('WhatsApp');
export const explainWhatsAppWarning = (code: WarningCode): Guidance => WARNINGS[code];
