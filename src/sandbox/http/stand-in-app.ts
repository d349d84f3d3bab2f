/** Our app as the stand-ins know it; every platform's is the same in the sandbox. */
export const STAND_IN_APP = { clientId: 'sandbox-app', clientSecret: 'sandbox-app-secret' } as const;

/** Which page of ours a platform may send the customer back to; real ones compare the whole registered address. */
export function isOurCallback(redirectUri: string | null, platform: string): redirectUri is string {
  if (redirectUri === null || !URL.canParse(redirectUri)) return false;
  const { pathname, search, hash } = new URL(redirectUri);
  return pathname === `/connect/callback/${platform}` && search === '' && hash === '';
}
