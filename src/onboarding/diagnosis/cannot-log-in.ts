import type { Facts } from '../facts/facts.js';
import { wall } from '../runbook/evidence.js';
import { customerId, type StepCommand } from '../runbook/step.js';
import { bad, ok, type Check, type Issue } from './diagnosis.js';

const RESTS_MS = 15 * 60_000;
const wasWelcomed = ({ mails }: Facts): boolean => Boolean(mails['customer_welcome_email']?.sentAt);
const resetPassword: StepCommand = { command: 'customer.reset-password', subject: customerId };
const changeEmail: StepCommand = {
  command: 'customer.change-email',
  subject: customerId,
  defaults: ({ customer }) => ({ version: customer.version }),
};

const accountActive: Check = {
  id: 'account_active',
  question: 'Is the account Active?',
  judge: ({ facts: { customer } }) => {
    const words = { in_review: 'in review', suspended: 'Suspended', closed: 'closed', active: 'Active' };
    const says = `The account is ${words[customer.status]}.`;
    return customer.status === 'active' ? ok(says) : bad(says);
  },
  remedy:
    'Nobody signs in to an account that is not Active. In review: finish steps 0–2 of the Runbook. Suspended: reactivate it once the reason is gone.',
  commands: [
    {
      command: 'customer.reactivate',
      subject: customerId,
      offered: ({ customer }) => customer.status === 'suspended',
    },
  ],
};

const addressVerified: Check = {
  id: 'address_verified',
  question: 'Is the e-mail address verified?',
  judge: ({ facts: { customer } }) =>
    customer.emailVerifiedAt ? ok('It is verified.') : bad(`${customer.email} has not been verified yet.`),
  remedy:
    'The link in the verification mail has to be opened first; the password follows by itself. Send the mail again, or correct the address.',
  commands: [{ command: 'customer.resend-verification', subject: customerId }, changeEmail],
};

const addressRight: Check = {
  id: 'address_right',
  question: 'Does the customer use the address of the account?',
  judge: ({ facts: { customer }, login: { nearMisses, attempts } }) => {
    const [miss] = nearMisses;
    const right = attempts.find(({ cause }) => cause === 'signed_in');
    if (!miss || (right && right.at > miss.at))
      return ok(`Nobody tried an address like ${customer.email} in vain.`);
    return bad(`Somebody tried ${miss.email}; the account has ${customer.email}.`);
  },
  remedy:
    'Compare the two letter by letter with the customer. A typo in the account: change its e-mail (it is verified anew). A typo of the customer: tell them the right one.',
  commands: [changeEmail],
};

const passwordSent: Check = {
  id: 'password_sent',
  question: 'Did the mail with the password go out?',
  judge: ({ login: { passwordMail, login } }) => {
    if (login?.firstLoginAt) return ok('The customer has set an own password before.');
    switch (passwordMail?.status) {
      case 'sent':
        return ok(`It was sent to ${passwordMail.to}.`);
      case 'failed':
        return bad(`It could not be delivered to ${passwordMail.to}: ${passwordMail.lastError ?? 'refused'}`);
      case 'unknown':
        return bad(`It is not known whether it reached ${passwordMail.to}.`);
      case undefined:
        return bad('No welcome mail has been sent yet.');
      default:
        return bad(`It is on its way to ${passwordMail?.to ?? 'the customer'} and has not been sent yet.`);
    }
  },
  remedy:
    'Check the address, then send the password again. Ask the customer to look into the spam folder, too.',
  commands: [
    { ...resetPassword, offered: wasWelcomed },
    {
      command: 'customer.welcome',
      subject: customerId,
      offered: (facts) => !wasWelcomed(facts),
    },
  ],
};

const passwordWorks: Check = {
  id: 'password_works',
  question: 'Is there a password that still works?',
  judge: ({ facts, login: { login } }) => {
    if (!login?.hasPassword) return bad('The account has no password: none was made, or it was made void.');
    const { temporaryUntil } = login;
    if (!login.mustChange) return ok('The customer has an own password.');
    if (temporaryUntil && temporaryUntil <= facts.now)
      return bad(`The temporary password ended ${wall(temporaryUntil, facts)}.`);
    return ok(
      temporaryUntil ? `The temporary password works until ${wall(temporaryUntil, facts)}.` : 'It works.',
    );
  },
  remedy: 'Send a new temporary password: it works for 72 hours, until the customer has set an own one.',
  commands: [resetPassword],
};

const ownPasswordSet: Check = {
  id: 'own_password_set',
  question: 'Was the temporary password replaced on first login?',
  judge: ({ login: { login } }) =>
    login?.mustChange && login.lastLoginAt
      ? bad('The customer signed in with the temporary password and did not set an own one.')
      : ok(login?.firstLoginAt ? 'An own password was set.' : 'The customer has not come that far.'),
  remedy:
    'The temporary password opens nothing but the page that sets a new one: ask the customer to fill it in, or send a new temporary password.',
  commands: [resetPassword],
};

const notResting: Check = {
  id: 'not_resting',
  question: 'May the customer try again now?',
  judge: ({ facts, login: { attempts } }) => {
    const resting = attempts.find(({ cause }) => cause === 'resting');
    const until = resting ? new Date(resting.at.getTime() + RESTS_MS) : null;
    return until && until > facts.now
      ? bad(`Too many wrong tries: the login rests, at most until ${wall(until, facts)}.`)
      : ok('The login does not rest.');
  },
  remedy: 'Wait 15 minutes, then try once with the right password. A new one may be sent meanwhile.',
  commands: [resetPassword],
};

const passwordRight: Check = {
  id: 'password_right',
  question: 'Was the last try made with the right password?',
  judge: ({ facts, login: { attempts } }) => {
    const [last] = attempts;
    if (!last) return ok('Nobody has tried to sign in with this address.');
    if (last.cause === 'wrong_password')
      return bad(`The last try, ${wall(last.at, facts)}, had a wrong password.`);
    return ok(
      last.cause === 'signed_in'
        ? `Signed in ${wall(last.at, facts)}.`
        : 'The last try failed for another reason, named above.',
    );
  },
  remedy: 'Ask the customer to paste the password without spaces around it, or send a password reset.',
  commands: [resetPassword],
};

/** Runbook, Issue 5. Its causes in its order of solution, with what our own login can know beside them. */
export const cannotLogIn: Issue = {
  id: 'issue-5',
  title: "Issue 5: Customer Can't Login to CP",
  symptoms: '"Invalid credentials" on login',
  checks: [
    accountActive,
    addressVerified,
    addressRight,
    passwordSent,
    passwordWorks,
    ownPasswordSet,
    notResting,
    passwordRight,
  ],
  otherwise: {
    remedy:
      'Nothing known to us stands in the way. Ask the customer to try once more while you watch the tries below; if it still fails, escalate to engineering with their time.',
    commands: [
      {
        command: 'escalation.open',
        subject: customerId,
        label: 'Escalate to engineering',
        tone: 'quiet',
        offered: () => true,
      },
    ],
  },
};
