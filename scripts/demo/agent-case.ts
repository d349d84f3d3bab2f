import type { FormBrowser } from './browser-form.js';
import type { Json } from './rest.js';

/** What differs between a trading customer's way through the runbook and a marketing customer's. */
export interface AgentCase {
  readonly type: 'trading' | 'marketing';
  readonly businessCase: string;
  /** Appendix C. */
  readonly manager: { readonly name: string; readonly email: string };
  readonly platforms: readonly string[];
  /** The one that is connected, validated and, in a simulated week, fails. */
  readonly platform: 'delta' | 'linkedin';
  readonly waitsFor: string;
  /** What the set-up guide must name. */
  readonly guideNames: readonly RegExp[];
  /** The customer's way through the connect link, as the stand-in's account of this ending. */
  readonly connect: (browser: FormBrowser, link: URL, ending: string) => Promise<void>;
  readonly validation: { readonly script: string; readonly more: readonly string[] };
  /** Beside the type's defaults (Step 9). */
  readonly settings: Json;
  readonly goal: {
    readonly template: string;
    readonly name: string;
    /** Beside the template's defaults (Step 10). */
    readonly parameters: Json;
    /** Approved only once its manager was told that it waits, so that the mails of a walk are always the same. */
    readonly afterNotice?: boolean;
    /** Found on the page of a draft. */
    readonly shows: RegExp;
  };
}

export const TRADING: AgentCase = {
  type: 'trading',
  businessCase: 'Watch the BTC market without sitting at the screen.',
  manager: { name: 'Alex Kumar', email: 'alex@waooaw.com' },
  platforms: ['delta'],
  platform: 'delta',
  waitsFor: 'the Delta Exchange API key',
  guideNames: [/withdraw/i, /34\.123\.45\.67|127\.0\.0\.1/],
  connect: async (browser, link, ending) => {
    await browser.open(link);
    await browser.submit(new URL('/connect', link), {
      apiKey: ` sandbox_ok_trade-${ending} `,
      apiSecret: ` sandbox_secret_ok_trade-${ending} `,
    });
  },
  validation: { script: 'test-exchange-connection', more: [] },
  settings: { nickname: 'Alex - BTC Futures Trader', theme: 'Conservative, risk-managed trading' },
  goal: { template: 'market_monitoring', name: 'BTC Price Monitoring', parameters: {}, shows: /BTC/ },
};

export const MARKETING: AgentCase = {
  type: 'marketing',
  businessCase: 'Daily posts on healthcare for hospitals.',
  manager: { name: 'Sarah Johnson', email: 'sarah@waooaw.com' },
  platforms: ['linkedin'],
  platform: 'linkedin',
  waitsFor: 'the authorization at LinkedIn',
  guideNames: [/w_organization_social/, /company page/i],
  connect: async (browser, link, ending) => {
    await browser.open(link);
    const token = link.searchParams.get('token') ?? '';
    await browser.submit(new URL('/connect/authorize', link), { token });
    await browser.submit(browser.at, { scenario: `ok_admin-${ending}`, decision: 'allow' });
  },
  validation: { script: 'test-platform-credential', more: ['--platform', 'linkedin'] },
  settings: {
    nickname: 'Sarah - LinkedIn Expert',
    theme: 'Healthcare marketing for hospitals',
    topics: ['Patient communication', 'Hospital marketing', 'Preventive care'],
  },
  goal: {
    template: 'social_media_post',
    name: 'Daily LinkedIn Post',
    parameters: {},
    shows: /#\w/,
  },
};

export const AGENT_CASES: Readonly<Record<AgentCase['type'], AgentCase>> = {
  trading: TRADING,
  marketing: MARKETING,
};
