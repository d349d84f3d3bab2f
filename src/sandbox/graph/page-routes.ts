import type { StandInReply } from '../http/stand-in-server.js';
import {
  data,
  graphError,
  lacksPermission,
  noSuchField,
  picked,
  type GraphCall,
  type GraphRoute,
} from './graph-call.js';
import { pagesOf, type SandboxPage } from './graph-pages.js';
import { declinedOf } from './graph-scenarios.js';
import { makeGraphToken, type GraphToken } from './graph-tokens.js';
import { grantedOf } from './token-routes.js';

const MOST = 100;
const PAGE_FIELDS = ['category', 'is_published', 'instagram_business_account'];

/** People, pages and Instagram accounts. */
export const pageRoutes: readonly GraphRoute[] = [
  { method: 'GET', path: /^\/me$/, reply: (call) => me(call) },
  { method: 'GET', path: /^\/me\/permissions$/, reply: (call) => permissions(call) },
  {
    method: 'DELETE',
    path: /^\/(\d{10,20})\/permissions(?:\/([a-z_]+))?$/,
    reply: (call, [person = '', scope]) => takeBack(call, person, scope),
  },
  { method: 'GET', path: /^\/me\/accounts$/, reply: (call) => accounts(call) },
  { method: 'GET', path: /^\/(\d{10,20})$/, reply: (call, [id = '']) => node(call, id) },
  {
    method: 'GET',
    path: /^\/(\d{10,20})\/content_publishing_limit$/,
    reply: (call, [id = '']) => publishingLimit(call, id),
  },
];

/** The caller's token; a call of the app itself has none. */
function tokenOf({ caller }: GraphCall): GraphToken | null {
  return caller.kind === 'token' ? caller.token : null;
}

const noUser: StandInReply = graphError(400, {
  message: 'An active access token must be used to query information about the current user.',
  code: 2500,
});

function me(call: GraphCall): StandInReply {
  const token = tokenOf(call);
  if (!token) return noUser;
  if (token.pageId !== null) return node(call, token.pageId) ?? noUser;
  const fields = (call.params.get('fields') ?? '').split(',');
  const alien = fields.find((field) => PAGE_FIELDS.includes(field.replace(/\{.*/, '')));
  if (alien) return noSuchField(alien, 'User');
  return picked({ id: token.person, name: 'Sandbox Person' }, call.params.get('fields'));
}

function permissions(call: GraphCall): StandInReply {
  const token = tokenOf(call);
  if (!token) return noUser;
  if (token.kind === 'page') return noSuchField('permissions', 'Page');
  const granted = grantedOf(token, call);
  const declined = declinedOf(token.scenario, token.asked);
  const rows = [...granted, ...declined].map((permission) => ({
    permission,
    status: declined.includes(permission) ? 'declined' : 'granted',
  }));
  return data({ data: rows });
}

/** By the person's token or our app's. */
function takeBack(call: GraphCall, person: string, scope: string | undefined): StandInReply {
  const token = tokenOf(call);
  if (token && (token.kind === 'page' || token.person !== person))
    return graphError(403, { message: '(#200) Not your permissions', code: 200 });
  if (scope === undefined) call.world.remove(person, call.now);
  else call.world.takeBack(person, scope);
  return data({ success: true });
}

function accounts(call: GraphCall): StandInReply {
  const token = tokenOf(call);
  if (!token) return noUser;
  if (token.kind === 'page') return noSuchField('accounts', 'Page');
  if (!grantedOf(token, call).includes('pages_show_list')) return data({ data: [] });
  const limit = Math.min(Number(call.params.get('limit') ?? 25), MOST);
  const all = pagesOf(token.scenario);
  const start = Number(Buffer.from(call.params.get('after') ?? '', 'base64').toString() || 0);
  const shown = all.slice(start, start + limit);
  const fields = call.params.get('fields');
  const rows = shown.map((page) => accountRow(page, token, fields, call.now));
  const after = Buffer.from(String(start + limit)).toString('base64');
  // Graph puts the caller's token into this address; nobody should follow or keep it.
  const next = `https://graph.facebook.com/me/accounts?access_token=${token.text}&after=${after}`;
  const more = start + limit < all.length ? { next } : {};
  return data({
    data: rows,
    ...(rows.length > 0 ? { paging: { cursors: { before: '', after }, ...more } } : {}),
  });
}

function accountRow(page: SandboxPage, token: GraphToken, fields: string | null, at: Date) {
  const { scenario, person, asked } = token;
  const own = makeGraphToken({ scenario, person, asked, kind: 'page', pageId: page.id, at });
  const row = {
    id: page.id,
    name: page.name,
    access_token: scenario === 'user_token_for_page' ? token.text : own,
    tasks: page.tasks,
    ...(page.instagram && token.asked.includes('instagram_basic')
      ? { instagram_business_account: page.instagram }
      : {}),
  };
  const names = (fields ?? 'id,name,access_token,tasks').replace(/\{[^}]*\}/g, '').split(',');
  return Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)));
}

function node(call: GraphCall, id: string): StandInReply | null {
  const token = tokenOf(call);
  if (!token) return null;
  const pages = pagesOf(token.scenario);
  const page = pages.find((one) => one.id === id);
  if (page) return pageNode(call, token, page);
  const owner = pages.find(({ instagram }) => instagram?.id === id);
  if (!owner?.instagram) return null;
  if (!grantedOf(token, call).includes('instagram_basic')) return lacksPermission(403, 10, 'instagram_basic');
  const { username } = owner.instagram;
  const facts = { id, username, name: owner.name, followers_count: 42, media_count: 7 };
  return picked(facts, call.params.get('fields'));
}

function pageNode(call: GraphCall, token: GraphToken, page: SandboxPage): StandInReply {
  if (!grantedOf(token, call).includes('pages_read_engagement'))
    return lacksPermission(400, 283, 'pages_read_engagement');
  const facts = {
    id: page.id,
    name: page.name,
    category: 'Medical & health',
    username: page.name.toLowerCase().replaceAll(' ', '.'),
    is_published: true,
    ...(page.instagram ? { instagram_business_account: { id: page.instagram.id } } : {}),
  };
  return picked(facts, call.params.get('fields'));
}

const PUBLISHING = ['instagram_basic', 'instagram_content_publish', 'pages_read_engagement'];

function publishingLimit(call: GraphCall, id: string): StandInReply | null {
  const token = tokenOf(call);
  if (!token || !pagesOf(token.scenario).some(({ instagram }) => instagram?.id === id)) return null;
  const granted = grantedOf(token, call);
  const missing = PUBLISHING.find((scope) => !granted.includes(scope));
  if (missing) return lacksPermission(400, 10, missing);
  const config = { quota_total: 50, quota_duration: 86_400 };
  return data({ data: [{ quota_usage: 2, config }] });
}
