import { z } from 'zod';

import type { SecretOf } from '../platforms.js';
import {
  failure,
  type FailureCode,
  type ProviderAccount,
  type TestFailure,
  type TestReport,
  type WarningCode,
} from '../test-report.js';
import { LINKEDIN_REQUIRED, mayReadRoles, type LinkedInApp } from './linkedin-app.js';
import type { LinkedInClient } from './linkedin-client.js';
import { ADMIN_ROLE } from './linkedin-guidance.js';
import { nameOf, rolesOf, type OrganizationRole } from './linkedin-roles.js';

const introspection = z.looseObject({
  active: z.boolean(),
  client_id: z.string().optional(),
  status: z.string().optional(),
  created_at: z.number().optional(),
  expires_at: z.number().optional(),
  scope: z.string().optional(),
});
type Introspection = z.output<typeof introspection>;

/** New tokens may be refused for a few seconds after they are given (providers.md 6b). */
const FRESH_SECONDS = 60;
/** Where our app may not read organizations. */
const UNREAD: ProviderAccount = { id: 'unread', name: null };

/** Ends a run early with its report. */
class TestStopped extends Error {
  constructor(readonly report: TestReport) {
    super('The test has its answer.');
  }
}

/** One run: token and scopes by introspection, then role and name of the organization. */
export class LinkedInTestRun {
  private readonly warnings: WarningCode[] = [];

  constructor(
    private readonly client: LinkedInClient,
    private readonly app: LinkedInApp,
    private readonly secret: SecretOf<'linkedin'>,
    private readonly now: Date,
  ) {}

  async run(): Promise<TestReport> {
    try {
      const token = await this.token();
      const scopes = this.scopes(token);
      const account = await this.account(scopes, token);
      const expiresAt = token.expires_at === undefined ? null : new Date(token.expires_at * 1000);
      return { outcome: 'ok', account, scopes, expiresAt, warnings: this.warnings };
    } catch (stopped) {
      if (stopped instanceof TestStopped) return stopped.report;
      throw stopped;
    }
  }

  private async token(): Promise<Introspection> {
    const step = 'the token';
    const verdict = await this.client.introspect(this.secret.accessToken);
    // A wrong client is our fault and says nothing of the customer's token.
    if (verdict.kind !== 'success') {
      const isOurs = verdict.kind !== 'unreachable';
      const code = isOurs ? 'provider_unavailable' : verdict.code;
      const providerCode = isOurs ? 'our_app_refused' : verdict.providerCode;
      throw this.stop('unreachable', code, step, { providerCode, httpStatus: verdict.httpStatus });
    }
    const read = introspection.safeParse(verdict.body);
    if (!read.success) throw this.stop('unreachable', 'provider_unavailable', step, unexpected);
    const { active, status, client_id: client } = read.data;
    if (client !== undefined && client !== this.app.clientId) throw this.stop('rejected', 'wrong_app', step);
    if (active) return read.data;
    const code: FailureCode = status === 'expired' || status === 'revoked' ? status : 'invalid_token';
    throw this.stop('rejected', code, step, { providerCode: status ?? 'inactive', httpStatus: 200 });
  }

  /** Comma-separated here, unlike anywhere else in OAuth. */
  private scopes({ scope = '' }: Introspection): string[] {
    const scopes = scope.split(/[ ,]+/).filter((one) => one !== '');
    const missing = LINKEDIN_REQUIRED.filter((one) => !scopes.includes(one));
    if (missing.length > 0) throw this.stop('rejected', 'missing_permission', 'the scopes', { missing });
    return scopes;
  }

  private async account(scopes: readonly string[], token: Introspection): Promise<ProviderAccount> {
    const chosen = this.secret.accountId?.reveal();
    const roles = mayReadRoles(scopes) ? await this.roles(token) : null;
    if (roles === null) {
      this.warnings.push('role_unreadable');
      return chosen === undefined ? UNREAD : { id: chosen, name: null };
    }
    const { id } = this.organization(roles, chosen);
    const named = await nameOf(this.client, this.secret.accessToken, id);
    return { id, name: named?.name ?? null };
  }

  /** Null where LinkedIn does not let us read them. */
  private async roles({ created_at: created }: Introspection): Promise<OrganizationRole[] | null> {
    const step = 'the roles at organizations';
    const found = await rolesOf(this.client, this.secret.accessToken);
    if (Array.isArray(found)) return found;
    if (found.kind === 'not_permitted') return null;
    const age = created === undefined ? Infinity : this.now.getTime() / 1000 - created;
    if (found.kind === 'rejected' && age < FRESH_SECONDS)
      throw this.stop('unreachable', 'provider_unavailable', step, { ...found, providerCode: 'fresh_token' });
    throw this.stop(found.kind, found.code, step, found);
  }

  private organization(roles: readonly OrganizationRole[], chosen: string | undefined): OrganizationRole {
    const step = 'the organization';
    if (roles.length === 0) throw this.stop('rejected', 'wrong_account_type', step);
    const posting = roles.filter(({ mayPost }) => mayPost);
    const found = chosen === undefined ? only(posting) : roles.find(({ id }) => id === chosen);
    if (found?.mayPost) return found;
    if (!found && (chosen !== undefined || posting.length > 0))
      throw this.stop('rejected', 'not_linked', step);
    throw this.stop('rejected', 'missing_permission', step, { missing: [ADMIN_ROLE] });
  }

  private stop(
    outcome: 'rejected' | 'unreachable',
    code: FailureCode,
    step: string,
    known: Partial<Pick<TestFailure, 'providerCode' | 'httpStatus' | 'missing'>> = {},
  ): TestStopped {
    const { providerCode = null, httpStatus = null, missing = [] } = known;
    const failed = failure(code, step, { providerCode, httpStatus, missing });
    return new TestStopped({ outcome, failure: failed, warnings: this.warnings });
  }
}

const unexpected = { providerCode: 'unexpected_answer', httpStatus: 200 };
const only = <T>(all: readonly T[]): T | undefined => (all.length === 1 ? all[0] : undefined);
