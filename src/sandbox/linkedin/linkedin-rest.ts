import type { StandInReply, StandInRequest } from '../http/stand-in-server.js';
import { NAMES, organizationsOf, scopesOf, type LinkedInScenario } from './linkedin-scenarios.js';

/** LinkedIn's REST API as far as a connection test goes; null: a token it does not know. */
export function restReply(request: StandInRequest, scenario: LinkedInScenario | null): StandInReply {
  const { headers, path } = request;
  if (!headers['authorization'])
    return refusal(401, { serviceErrorCode: 401, message: 'Empty oauth2_access_token' });
  if (!headers['linkedin-version'])
    return refusal(400, { code: 'VERSION_MISSING', message: 'A version must be present' });
  if (headers['x-restli-protocol-version'] !== '2.0.0')
    return refusal(400, { code: 'ILLEGAL_ARGUMENT', message: 'Invalid X-RestLi-Protocol-Version' });
  const ill = troubled(scenario);
  if (ill) return ill;
  const known = scenario ?? 'invalid';
  if (!scopesOf(known).includes('r_organization_admin')) return denied(path);
  if (request.method === 'GET' && path === '/rest/organizationAcls') return acls(request, known);
  const id = /^\/rest\/organizations\/(\d+)$/.exec(path)?.[1];
  const named = id === undefined ? undefined : NAMES[id];
  if (id === undefined || !named) return refusal(404, { code: 'RESOURCE_NOT_FOUND', message: 'Not found' });
  return { status: 200, body: { id: Number(id), ...named, primaryOrganizationType: 'NONE' } };
}

function acls({ params }: StandInRequest, scenario: LinkedInScenario): StandInReply {
  if (params.get('q') !== 'roleAssignee')
    return refusal(400, { code: 'ILLEGAL_ARGUMENT', message: 'No such finder' });
  const asked = params.get('state');
  const [start, count] = [Number(params.get('start') ?? 0), Number(params.get('count') ?? 10)];
  const all = organizationsOf(scenario).filter(({ state }) => asked === null || state === asked);
  const elements = all.slice(start, start + count).map(({ id, role, state }) => ({
    roleAssignee: 'urn:li:person:sandbox',
    state,
    role,
    organization: `urn:li:organization:${id}`,
  }));
  const links = all.length > start + count ? [{ type: 'application/json', rel: 'next', href: '' }] : [];
  return { status: 200, body: { paging: { start, count, links }, elements } };
}

/** Answers that come whatever is asked. */
function troubled(scenario: LinkedInScenario | null): StandInReply | null {
  switch (scenario) {
    case null:
    case 'invalid':
      return refusal(401, {
        serviceErrorCode: 65600,
        code: 'INVALID_ACCESS_TOKEN',
        message: 'Invalid access token',
      });
    case 'expired':
      return refusal(401, {
        serviceErrorCode: 65602,
        code: 'EXPIRED_ACCESS_TOKEN',
        message: 'The token used in the request has expired',
      });
    case 'revoked':
      return refusal(401, {
        serviceErrorCode: 65601,
        code: 'REVOKED_ACCESS_TOKEN',
        message: 'The token used in the request has been revoked by the user',
      });
    case 'throttled':
      return refusal(429, {
        code: 'TOO_MANY_REQUESTS',
        message: 'Resource level throttle limit for calls to this resource is reached.',
      });
    case 'old_version':
      return refusal(426, { code: 'NONEXISTENT_VERSION', message: 'Requested version is not active' });
    default:
      return null;
  }
}

const denied = (path: string): StandInReply =>
  refusal(403, {
    serviceErrorCode: 100,
    code: 'ACCESS_DENIED',
    message: `Not enough permissions to access: ${path.split('/')[2] ?? ''}`,
  });

const refusal = (status: number, body: object): StandInReply => ({ status, body: { status, ...body } });
