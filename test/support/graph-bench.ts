import type { HttpLogLine } from '../../src/platform/http/http-outcome.js';
import { ProviderHttp } from '../../src/platform/http/provider-http.js';
import { SecretText } from '../../src/platform/vault/secret-text.js';
import { FacebookTester } from '../../src/credentials/providers/facebook/facebook-tester.js';
import { InstagramTester } from '../../src/credentials/providers/instagram/instagram-tester.js';
import type { AccountChoice, OpenedGrant } from '../../src/credentials/providers/oauth-door.js';
import type { TestReport } from '../../src/credentials/providers/test-report.js';
import { startGraphSandbox } from '../../src/sandbox/graph/graph-sandbox.js';
import type { GRAPH_SCENARIOS } from '../../src/sandbox/graph/graph-scenarios.js';
import { makeGraphToken, SOMEBODY } from '../../src/sandbox/graph/graph-tokens.js';
import { STAND_IN_APP } from '../../src/sandbox/http/stand-in-app.js';
import type { StandInServer } from '../../src/sandbox/http/stand-in-server.js';

export const PAGE = '104938271650001';
export const ACCOUNT = '17841400000000001';
export type GraphScenario = (typeof GRAPH_SCENARIOS)[number]['name'];
const clock = { now: () => new Date('2026-02-12T10:00:00Z') };

/** Both testers of Meta through the real client against the stand-in; the time is 2026-02-12 10:00 UTC. */
export class GraphBench {
  private constructor(
    private readonly graph: StandInServer,
    private readonly http: ProviderHttp,
    readonly lines: HttpLogLine[],
  ) {}

  static async start(): Promise<GraphBench> {
    const lines: HttpLogLine[] = [];
    const graph = await startGraphSandbox(clock);
    return new GraphBench(
      graph,
      new ProviderHttp({ origins: [graph.url], log: (line) => lines.push(line) }),
      lines,
    );
  }

  async close(): Promise<void> {
    await this.http.onApplicationShutdown();
    await this.graph.close();
  }

  readonly clock = clock;

  facebook(clientSecret?: string): FacebookTester {
    return new FacebookTester(this.app(clientSecret));
  }

  instagram(): InstagramTester {
    return new InstagramTester(this.app());
  }

  ctx() {
    return { signal: new AbortController().signal, clock, http: this.http };
  }

  testPage(accessToken: string, accountId?: string): Promise<TestReport> {
    const chosen = accountId === undefined ? {} : { accountId: new SecretText(accountId) };
    return this.facebook().test({ accessToken: new SecretText(accessToken), ...chosen }, this.ctx());
  }

  /** Of the scenario's usual account, unless another is named; an empty one is none. */
  testAccount(accessToken: string, accountId: string = ACCOUNT): Promise<TestReport> {
    const chosen = accountId === '' ? {} : { accountId: new SecretText(accountId) };
    return this.instagram().test({ accessToken: new SecretText(accessToken), ...chosen }, this.ctx());
  }

  /** Method and path of what `action` asks of Graph. */
  async called(action: () => Promise<unknown>): Promise<readonly string[]> {
    const before = this.graph.calls().length;
    await action();
    return this.graph.calls().slice(before);
  }

  /** A person who has just authorized us: what becomes of their short token, as the token endpoint gives it. */
  opened(tester: FacebookTester | InstagramTester, scenario: GraphScenario): Promise<OpenedGrant> {
    const asked = tester.oauth.scopes;
    const made = { scenario, kind: 'short', person: SOMEBODY, asked, at: clock.now() } as const;
    const accessToken = new SecretText(makeGraphToken(made));
    const tokens = { accessToken, refreshToken: null, accessExpiresAt: null, scopes: null };
    return tester.oauth.open(tokens, this.ctx());
  }

  private app(clientSecret: string = STAND_IN_APP.clientSecret) {
    return {
      hosts: { authorize: this.graph.url, graph: this.graph.url },
      clientId: STAND_IN_APP.clientId,
      clientSecret: new SecretText(clientSecret),
      version: 'v25.0',
      environment: 'sandbox',
    };
  }
}

/** The page's token of a scenario, as a paste. */
export const pageToken = (scenario: string): string => `sandbox_${scenario}.page-${PAGE}`;

export const accountsOf = (grant: OpenedGrant): readonly AccountChoice[] => (grant.ok ? grant.accounts : []);
