import { facebookLogin, type OpenedLogin } from '../meta/facebook-login.js';
import { INSTAGRAM_REQUIRED, type MetaApp } from '../meta/meta-app.js';
import type { PageAccount } from '../meta/page-accounts.js';
import type { AccountChoice, OAuthDoor, OpenedGrant } from '../oauth-door.js';
import { failure } from '../test-report.js';

/** Facebook Login, then the professional account linked to one of the person's pages; the person's token is kept. */
export const instagramDoor = (app: MetaApp): OAuthDoor =>
  facebookLogin(app, { scopes: INSTAGRAM_REQUIRED, choose: chooseAccount });

const STEP = 'the Instagram account';

function chooseAccount({ token, expiresAt, pages }: OpenedLogin): OpenedGrant {
  const accounts = pages.map(choiceOf);
  const isUsable = accounts.some(({ unusable }) => unusable === null);
  if (isUsable) return { ok: true, secret: { accessToken: token }, accessExpiresAt: expiresAt, accounts };
  if (pages.every(({ instagram }) => instagram === null))
    return { ok: false, failure: failure('wrong_account_type', STEP, { providerCode: 'no_linked_account' }) };
  const missing = ['the task "Content" at the page'];
  return { ok: false, failure: failure('missing_permission', STEP, { missing, providerCode: 'no_task' }) };
}

function choiceOf({ id, name, instagram, mayPost }: PageAccount): AccountChoice {
  const detail = `Facebook page: ${name}`;
  if (!instagram)
    return {
      id,
      name,
      detail: 'Facebook page',
      unusable: 'No professional Instagram account is linked to this page.',
    };
  return {
    id: instagram.id,
    name: instagram.username === null ? name : `@${instagram.username}`,
    detail,
    unusable: mayPost
      ? null
      : 'You may not create content for its page: ask somebody with full control of it.',
  };
}
