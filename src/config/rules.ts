import { STAND_IN } from './checks.js';
import type { ConfigProblem } from './config.error.js';
import type { Values, VariableName } from './variables.js';

/** What several variables must agree on; returns what they do not. */
export function crossChecks(values: Partial<Values>): ConfigProblem[] {
  return [
    ...refusals(values),
    ...pairs(values),
    ...signatures(values),
    ...publicAddress(values),
    ...modelAddress(values),
    ...agentPlatform(values),
  ];
}

const required: Readonly<Record<string, string>> = {
  DATABASE_URL: 'the embedded database is for the sandbox only',
  SMTP_URL: 'mail in a folder is for the sandbox only',
  SECRETS_KEYS: 'a key kept beside the data protects nothing (openssl rand -base64 32)',
  PUBLIC_URL: 'links in mails need the address people type',
};

/** Staging and production refuse to run on embedded defaults. */
function refusals(values: Partial<Values>): ConfigProblem[] {
  const { DEPLOYMENT: deployment } = values;
  if (deployment === undefined || deployment === 'sandbox') return [];
  return Object.entries(required)
    .filter(([name]) => values[name as VariableName] === undefined)
    .map(([variable, why]) => ({ variable, reason: `is required when DEPLOYMENT=${deployment}: ${why}` }));
}

const together: readonly (readonly [VariableName, VariableName])[] = [
  ['LLM_BASE_URL', 'LLM_MODEL'],
  ['YOUTUBE_APP_ID', 'YOUTUBE_APP_SECRET'],
  ['META_APP_ID', 'META_APP_SECRET'],
  ['LINKEDIN_APP_ID', 'LINKEDIN_APP_SECRET'],
];

function pairs(values: Partial<Values>): ConfigProblem[] {
  return together.flatMap(([one, other]) => {
    const [hasOne, hasOther] = [values[one] !== undefined, values[other] !== undefined];
    if (hasOne === hasOther) return [];
    return [{ variable: hasOne ? other : one, reason: `is required when ${hasOne ? one : other} is set` }];
  });
}

function signatures(values: Partial<Values>): ConfigProblem[] {
  const senders = (['CRM_WEBHOOK_URL', 'AGENT_PLATFORM_WEBHOOK_URL'] as const).filter(
    (name) => values[name] && !isStandIn(values[name]),
  );
  if (senders.length === 0 || values.WEBHOOK_SECRET) return [];
  const reason = `is required when ${senders.join(' or ')} is set: webhooks go out signed`;
  return [{ variable: 'WEBHOOK_SECRET', reason }];
}

/** Session cookies are `Secure` outside the sandbox: over plain http nobody could log in. */
function publicAddress(values: Partial<Values>): ConfigProblem[] {
  const { DEPLOYMENT: deployment, PUBLIC_URL: address } = values;
  if (!address || !deployment || deployment === 'sandbox') return [];
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1') return [];
  return [
    { variable: 'PUBLIC_URL', reason: 'must be https, since session cookies are sent over https only' },
  ];
}

/** A key in clear text could be read on the way; without one the own network may be plain http. */
function modelAddress(values: Partial<Values>): ConfigProblem[] {
  const { LLM_BASE_URL: address, LLM_API_KEY: key } = values;
  if (key !== undefined && address === undefined)
    return [{ variable: 'LLM_BASE_URL', reason: 'is required when LLM_API_KEY is set' }];
  if (address === STAND_IN) return standIn(values, 'LLM_BASE_URL');
  if (!address || !key) return [];
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:' || ['127.0.0.1', '[::1]', 'localhost'].includes(hostname)) return [];
  return [{ variable: 'LLM_BASE_URL', reason: 'must be https when LLM_API_KEY is set' }];
}

const isStandIn = (address: string | undefined): boolean => address?.split(':')[0] === STAND_IN;

function agentPlatform(values: Partial<Values>): ConfigProblem[] {
  const variable = 'AGENT_PLATFORM_WEBHOOK_URL';
  return isStandIn(values[variable]) ? standIn(values, variable) : [];
}

function standIn({ DEPLOYMENT: deployment }: Partial<Values>, variable: VariableName): ConfigProblem[] {
  if (deployment === undefined || deployment === 'sandbox') return [];
  return [{ variable, reason: `must be an address: ${STAND_IN} exists in the sandbox only` }];
}
