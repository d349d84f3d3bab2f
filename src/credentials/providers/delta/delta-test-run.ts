import { z } from 'zod';

import type { SecretOf } from '../platforms.js';
import {
  failure,
  type ProviderAccount,
  type TestFailure,
  type TestReport,
  type WarningCode,
} from '../test-report.js';
import { classifyDelta, type DeltaVerdict } from './delta-answer.js';
import type { DeltaCall, DeltaClient } from './delta-client.js';

const preferences = z.looseObject({ user_id: z.int() });
const profile = z.looseObject({
  id: z.union([z.string(), z.int()]),
  account_name: z.string().nullish(),
  is_kyc_done: z.boolean().nullish(),
});
const balances = z.array(z.looseObject({ balance: z.union([z.string(), z.number()]) }));
const product = z.looseObject({ id: z.int() });

/** Ends a run early with its report. */
class TestStopped extends Error {
  constructor(readonly report: TestReport) {
    super('The test has its answer.');
  }
}

/** One run. A refused read does not end it: only together do the checks tell `read` from `trade`. */
export class DeltaTestRun {
  private readonly warnings: WarningCode[] = [];
  private readonly refused: { step: string; verdict: DeltaVerdict }[] = [];

  constructor(
    private readonly client: DeltaClient,
    private readonly secret: SecretOf<'delta'>,
  ) {}

  async run(): Promise<TestReport> {
    try {
      const user = await this.read('trading preferences', '/v2/users/trading_preferences', preferences);
      const account = await this.account(user?.user_id);
      await this.funds();
      const mayTrade = await this.mayTrade();
      return this.conclude(account, mayTrade);
    } catch (stopped) {
      if (stopped instanceof TestStopped) return stopped.report;
      throw stopped;
    }
  }

  private async account(userId: number | undefined): Promise<ProviderAccount> {
    const step = 'profile';
    const found = await this.read(step, '/v2/profile', profile);
    if (found === null) return { id: String(userId ?? ''), name: null };
    if (found.is_kyc_done === false) {
      const failed = failure('account_blocked', step, { providerCode: 'is_kyc_done', httpStatus: 200 });
      throw new TestStopped({ outcome: 'rejected', failure: failed, warnings: this.warnings });
    }
    if (found.is_kyc_done !== true) this.warnings.push('verification_unknown');
    return { id: String(found.id), name: found.account_name ?? null };
  }

  private async funds(): Promise<void> {
    const found = await this.read('wallet balances', '/v2/wallet/balances', balances);
    if (found !== null && !found.some(({ balance }) => Number(balance) > 0)) this.warnings.push('not_funded');
  }

  private async mayTrade(): Promise<boolean> {
    const listed = classifyDelta(await this.client.public({ method: 'GET', path: '/v2/products/BTCUSD' }));
    const found = product.safeParse(listed.kind === 'success' ? listed.result : undefined);
    if (!found.success) throw this.unclear('product list', listed);
    const step = 'permission to trade';
    const body = { id: 1, product_id: found.data.id };
    const verdict = await this.signed({ method: 'DELETE', path: '/v2/orders', body });
    if (verdict.kind === 'success' || verdict.kind === 'turned_down') return true;
    if (verdict.kind !== 'not_permitted') throw this.unclear(step, verdict);
    this.refused.push({ step, verdict });
    return false;
  }

  /** The result, or null when this key may not read it. */
  private async read<T>(step: string, path: string, shape: z.ZodType<T>): Promise<T | null> {
    const verdict = await this.signed({ method: 'GET', path });
    if (verdict.kind === 'not_permitted') {
      this.refused.push({ step, verdict });
      return null;
    }
    if (verdict.kind !== 'success') throw this.unclear(step, verdict);
    const parsed = shape.safeParse(verdict.result);
    if (!parsed.success) throw this.unclear(step, verdict);
    return parsed.data;
  }

  /** A late signature is sent once more with a fresh one: the network may have been slow. */
  private async signed(call: DeltaCall): Promise<DeltaVerdict> {
    const verdict = classifyDelta(await this.client.signed(this.secret, call));
    const late = verdict.kind === 'unreachable' && verdict.code === 'clock_skew';
    return late ? classifyDelta(await this.client.signed(this.secret, call)) : verdict;
  }

  private conclude(account: ProviderAccount, mayTrade: boolean): TestReport {
    const [first] = this.refused;
    if (first === undefined) {
      return { outcome: 'ok', account, scopes: ['read', 'trade'], expiresAt: null, warnings: this.warnings };
    }
    const failed = failure('missing_permission', first.step, {
      ...facts(first.verdict),
      missing: missingPermissions(
        this.refused.map(({ step }) => step),
        mayTrade,
      ),
    });
    return { outcome: 'rejected', failure: failed, warnings: this.warnings };
  }

  private unclear(step: string, verdict: DeltaVerdict): TestStopped {
    const outcome = verdict.kind === 'rejected' ? 'rejected' : 'unreachable';
    const known = verdict.kind === 'rejected' || verdict.kind === 'unreachable';
    const failed = known
      ? failure(verdict.code, step, facts(verdict))
      : failure('provider_unavailable', step, { ...facts(verdict), providerCode: 'unexpected_answer' });
    return new TestStopped({ outcome, failure: failed, warnings: this.warnings });
  }
}

/**
 * Delta's documents disagree on whether a read-only key sees orders and balances. So a refused read counts
 * as missing `read` only where trading is allowed, or where even the preferences are refused.
 */
function missingPermissions(refusedSteps: string[], mayTrade: boolean): string[] {
  const lacksRead = mayTrade || refusedSteps.includes('trading preferences');
  return [...(lacksRead ? ['read'] : []), ...(mayTrade ? [] : ['trade'])];
}

function facts(verdict: DeltaVerdict): Partial<TestFailure> {
  if (verdict.kind === 'success') return { httpStatus: 200 };
  const { providerCode, httpStatus } = verdict;
  if (verdict.kind === 'turned_down' || verdict.kind === 'not_permitted') return { providerCode, httpStatus };
  const { seenAddress = null, skewSeconds = null, retryAfterMs = null } = verdict;
  return { providerCode, httpStatus, seenAddress, skewSeconds, retryAfterMs };
}
