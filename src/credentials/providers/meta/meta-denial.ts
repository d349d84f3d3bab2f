import type { Guidance } from '../guidance.js';

/** Why the customer came back from Facebook without a code. */
export function explainFacebookDenial(error: string): Guidance {
  if (error === 'access_denied')
    return {
      cause: 'Facebook was told not to let us in.',
      remedy: [
        'Press Continue at Facebook, and leave every permission ticked.',
        'Nothing is posted without your approval; you may take the authorization back at any time.',
      ],
    };
  return {
    cause: 'Facebook sent you back without an authorization.',
    remedy: ['Try once more. If it happens again, tell your customer success manager.'],
  };
}
