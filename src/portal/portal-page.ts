import type { Page } from '../platform/pages/pages.js';

/** The places of the portal, and the pages that stand in each. */
const TABS = [
  { href: '/portal', text: 'Overview', pages: ['home'] },
  {
    href: '/portal/agents',
    text: 'My agents',
    pages: ['agents', 'agent', 'agent-settings', 'agent-limits', 'disconnect'],
  },
  { href: '/portal/goals', text: 'Goals', pages: ['goals', 'goal-new', 'goal-templates'] },
  { href: '/portal/approvals', text: 'Approvals', pages: ['approvals', 'review', 'decided'] },
] as const;
const tabsFor = (page: string) =>
  TABS.map(({ href, text, pages }) => ({ href, text, here: pages.some((name) => name === page) }));

/** A page that looks again by itself. It names its address: one with a fragment, as Meta leaves it, is else never asked for anew. */
export interface Refresh {
  readonly seconds: number;
  readonly to: string;
}

/** A page of the portal with its frame; `who` is the signed-in customer's address. */
export const portalPage = (
  name: string,
  title: string,
  data: object = {},
  {
    who,
    wide = false,
    refresh,
  }: { who?: string | undefined; wide?: boolean; refresh?: Refresh | undefined } = {},
): Page => ({
  view: `portal/${name}`,
  title,
  data: {
    place: 'Customer portal',
    home: '/portal',
    signOutAction: '/portal/logout',
    who,
    // A password that must be changed opens nothing else.
    tabs: who !== undefined && name !== 'password' ? tabsFor(name) : undefined,
    wide,
    refresh,
    ...data,
  },
});
