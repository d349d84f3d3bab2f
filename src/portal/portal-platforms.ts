import { Injectable } from '@nestjs/common';
import { PLATFORM_TITLES, type PlatformName } from '../agents/platform-names.js';
import { CredentialQueries } from '../credentials/credential.queries.js';
import type { CredentialView, TestView } from '../credentials/credential.views.js';
import { isForCustomer } from '../credentials/providers/customer-guidance.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import type { OwnAgent } from './portal-agents.js';
import type { PortalAccount } from './portal.queries.js';

/** How a platform of an agent is connected, as its customer sees it. */
export interface OwnPlatform {
  readonly platform: PlatformName;
  readonly title: string;
  /** Null before it was connected for the first time, and after it was disconnected. */
  readonly credentialId: string | null;
  readonly tone: 'good' | 'bad' | 'wait';
  readonly state: string;
  /** The account, channel or page it is connected to. */
  readonly account: string | null;
  readonly tested: { readonly at: Date; readonly passed: boolean } | null;
  /** What stands against it, and what helps. */
  readonly trouble: { readonly cause: string | null; readonly remedy: readonly string[] } | null;
  readonly connected: boolean;
  /** Something was given that can be taken back. */
  readonly given: boolean;
  readonly testable: boolean;
  /** When a new key is due, where one has a date. */
  readonly rotateBy: Date | null;
}

const STATES: Readonly<Record<string, Pick<OwnPlatform, 'tone' | 'state'>>> = {
  active: { tone: 'good', state: 'Connected ✓' },
  pending: { tone: 'wait', state: 'not connected yet' },
  expired: { tone: 'bad', state: 'the authorization has ended' },
  invalid: { tone: 'bad', state: 'refused by the platform' },
};
const NONE = { tone: 'wait', state: 'not connected yet' } as const;
const TESTING = { tone: 'wait', state: 'being tested' } as const;

/** The platform credentials of an agent (runbook Step 7). Nothing here can reach a secret. */
@Injectable()
export class PortalPlatforms {
  constructor(private readonly credentials: CredentialQueries) {}

  /** In the agent's order. */
  async of({ id }: PortalAccount, { agent }: OwnAgent): Promise<OwnPlatform[]> {
    const live = (await this.credentials.ofCustomer(id)).filter(({ status }) => status !== 'disconnected');
    return agent.platforms.map((platform) =>
      ownPlatform(platform, live.find((one) => one.platform === platform) ?? null),
    );
  }

  /** @throws AppError `not_found` (404) for a platform this agent does not work on */
  async one(account: PortalAccount, own: OwnAgent, platform: string): Promise<OwnPlatform> {
    const found = (await this.of(account, own)).find((one) => one.platform === platform);
    if (found) return found;
    throw commonErrors.not_found('This agent does not work on such a platform.', {
      hint: 'Open it from your portal.',
    });
  }
}

function ownPlatform(platform: PlatformName, credential: CredentialView | null): OwnPlatform {
  const test = credential?.lastTest ?? null;
  const isTesting = test !== null && test.status !== 'done' && test.status !== 'cancelled';
  const isActive = credential?.status === 'active';
  return {
    platform,
    title: PLATFORM_TITLES[platform],
    credentialId: credential?.id ?? null,
    ...(isTesting ? TESTING : credential ? (STATES[credential.status] ?? NONE) : NONE),
    account: credential?.accountName ?? null,
    tested: test?.endedAt && test.outcome ? { at: test.endedAt, passed: test.outcome === 'ok' } : null,
    trouble: test && !isTesting ? troubleOf(test) : null,
    connected: isActive,
    given: credential !== null && credential.setAt !== null,
    testable: credential !== null && credential.setAt !== null && !isTesting,
    rotateBy: isActive ? credential.rotateBy : null,
  };
}

const troubleOf = ({ outcome, message, remedy }: TestView): OwnPlatform['trouble'] =>
  outcome === null || outcome === 'ok' ? null : { cause: message, remedy: remedy.filter(isForCustomer) };
