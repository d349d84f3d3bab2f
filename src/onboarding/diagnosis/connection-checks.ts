import type { FailureCode } from '../../credentials/providers/test-report.js';
import type { CredentialFact, Facts } from '../facts/facts.js';
import { requiredPlatforms } from '../facts/required-platforms.js';
import { customerId, type StepCommand } from '../runbook/step.js';
import type { ConnectionTrouble } from './connection-trouble.queries.js';
import { bad, ok, type Check, type TroubleFacts } from './diagnosis.js';

/** Which of the required platforms an issue is about. */
export type Scope = (platform: string) => boolean;

/** The platform that is worth a look: the first that is not active, else the first. */
const concerned = (facts: Facts, scope: Scope): string | undefined => {
  const platforms = requiredPlatforms(facts).filter(scope);
  const active = (platform: string) =>
    facts.credentials.some((one) => one.platform === platform && one.status === 'active');
  return platforms.find((platform) => !active(platform)) ?? platforms[0];
};
const credential = (facts: Facts, scope: Scope): CredentialFact | undefined =>
  facts.credentials.find(({ platform }) => platform === concerned(facts, scope));

/** The buttons of Issues 1 and 2. */
export const connectionCommands = (scope: Scope) => {
  const connect: StepCommand = {
    command: 'credential.connect-link',
    subject: (facts) => (concerned(facts, scope) === undefined ? undefined : customerId(facts)),
    defaults: (facts) => ({ platform: concerned(facts, scope) }),
    fixed: ['platform'],
    offered: () => true,
  };
  const test: StepCommand = {
    command: 'credential.test',
    subject: (facts) => credential(facts, scope)?.id,
    offered: () => true,
  };
  const disconnect: StepCommand = {
    command: 'credential.disconnect',
    subject: (facts) => credential(facts, scope)?.id,
    offered: () => true,
    tone: 'quiet',
  };
  const escalate: StepCommand = {
    command: 'credential.escalate',
    subject: (facts) => credential(facts, scope)?.id,
    label: 'Escalate to engineering',
    offered: () => true,
    tone: 'quiet',
  };
  return { connect, test, disconnect, escalate };
};

type Judged = (trouble: TroubleFacts) => ConnectionTrouble | undefined;

const inScope = ({ connections }: TroubleFacts, scope: Scope): readonly ConnectionTrouble[] =>
  connections.filter(({ platform }) => scope(platform));

/** A check that holds unless one of the platforms was refused by its newest test for one of these reasons. */
export function refusedFor(
  scope: Scope,
  codes: readonly FailureCode[],
  check: Omit<Check, 'judge' | 'remedy'> & { readonly remedy: string; readonly good: string },
): Check {
  const { good, remedy, ...rest } = check;
  const refused: Judged = (trouble) =>
    inScope(trouble, scope).find(
      ({ lastTest }) => lastTest?.outcome === 'rejected' && codes.some((code) => code === lastTest.code),
    );
  return {
    ...rest,
    judge: (trouble) => {
      const found = refused(trouble);
      return found ? bad(`${found.title}: ${found.lastTest?.message ?? ''}`) : ok(good);
    },
    // The platform's own guidance first: it knows the screen and the address; then the runbook's words.
    remedy: (trouble) => [...(refused(trouble)?.lastTest?.remedy ?? []), remedy].join(' '),
  };
}

/** Every platform was connected once; one that was refused on its first try is judged by the reason instead. */
export const isConnected = (scope: Scope, check: Omit<Check, 'judge'>): Check => ({
  ...check,
  judge: (trouble) => {
    const missing = inScope(trouble, scope).filter(
      ({ status, lastTest }) => (status === 'missing' || status === 'pending') && !lastTest,
    );
    if (missing.length === 0) return ok('Whatever the agent needs was given to us.');
    return bad(`Not connected: ${missing.map(({ title }) => title).join(', ')}.`);
  },
});

/** The platform answered at all; when it did not, nothing is known of the credential. */
export const answers = (scope: Scope, check: Omit<Check, 'judge'>): Check => ({
  ...check,
  judge: (trouble) => {
    const silent = inScope(trouble, scope).find(({ lastTest }) => lastTest?.outcome === 'unreachable');
    return silent
      ? bad(`${silent.title}: ${silent.lastTest?.message ?? ''}`)
      : ok('The platform answered when it was asked last.');
  },
});
