import { facebookLogin, type OpenedLogin } from '../meta/facebook-login.js';
import { FACEBOOK_REQUIRED, type MetaApp } from '../meta/meta-app.js';
import type { PageAccount } from '../meta/page-accounts.js';
import type { AccountChoice, OAuthDoor, OpenedGrant } from '../oauth-door.js';
import { failure } from '../test-report.js';
import { pageTokenField } from './page-token.js';

/** Facebook Login, then the page: its own token is kept, which has no end; the person's is forgotten. */
export const facebookDoor = (app: MetaApp): OAuthDoor =>
  facebookLogin(app, { scopes: FACEBOOK_REQUIRED, choose: choosePage });

function choosePage({ pages }: OpenedLogin): OpenedGrant {
  const usable = pages.filter((page) => whyNot(page) === null);
  if (usable.length === 0) {
    const missing = ['the task "Content" at the page'];
    return {
      ok: false,
      failure: failure('missing_permission', 'the pages', { missing, providerCode: 'no_task' }),
    };
  }
  const tokens = usable.flatMap(({ id, token }) => (token ? [[pageTokenField(id), token] as const] : []));
  return {
    ok: true,
    secret: Object.fromEntries(tokens),
    accessExpiresAt: null,
    accounts: pages.map(choiceOf),
  };
}

const choiceOf = (page: PageAccount): AccountChoice => ({
  id: page.id,
  name: page.name,
  detail: `facebook.com/${page.id}`,
  unusable: whyNot(page),
});

/** Which tasks a person has is told to their own token only: this is the place to look (providers.md 4). */
const whyNot = ({ mayPost, token }: PageAccount): string | null =>
  mayPost && token !== null
    ? null
    : 'You may not create content for this page: ask somebody with full control of it.';
