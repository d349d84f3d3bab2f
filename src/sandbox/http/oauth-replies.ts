import { STAND_IN_APP } from './stand-in-app.js';
import type { StandInReply } from './stand-in-server.js';

/** Whether a token request names our app, with its secret in the body (RFC 6749, 2.3.1). */
export const isOurApp = (form: URLSearchParams): boolean =>
  form.get('client_id') === STAND_IN_APP.clientId && form.get('client_secret') === STAND_IN_APP.clientSecret;

/** A refusal of the token endpoint (RFC 6749, 5.2). */
export const oauthError = (status: number, error: string): StandInReply => ({
  status,
  body: { error, error_description: 'The stand-in refused the request.' },
});

/**
 * Sends the browser back to the app with an answer, and with the state as it came (RFC 6749, 4.1.2).
 * @param fragment what a platform puts behind the address, beyond the standard
 */
export function back(
  redirectUri: string,
  asked: URLSearchParams,
  answer: Readonly<Record<string, string>>,
  fragment = '',
): StandInReply {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  const state = asked.get('state');
  if (state !== null) url.searchParams.set('state', state);
  url.hash = fragment;
  return { status: 303, html: '', headers: { location: url.href } };
}
