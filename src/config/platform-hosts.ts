import type { AppSettings, PlatformConfig } from './app-config.js';

/** The hosts of the platforms that have more than one, as their documents name them. */
const LIVE = {
  youtube: {
    authorize: 'https://accounts.google.com',
    token: 'https://oauth2.googleapis.com',
    api: 'https://www.googleapis.com',
  },
  meta: { authorize: 'https://www.facebook.com', graph: 'https://graph.facebook.com' },
  linkedin: {
    authorize: 'https://www.linkedin.com',
    token: 'https://www.linkedin.com',
    api: 'https://api.linkedin.com',
  },
} as const;

export type HostedPlatform = keyof typeof LIVE;
export type HostsOf<P extends HostedPlatform> = Readonly<Record<keyof (typeof LIVE)[P], string>>;

/**
 * Where a platform is asked, origins without a trailing slash: its own hosts, or `*_BASE_URL` in place of all.
 * Null where it is not offered: neither an app of ours nor a stand-in is set.
 */
export function platformHosts<P extends HostedPlatform>(
  platform: P,
  { baseUrl, appId }: PlatformConfig,
): HostsOf<P> | null {
  if (baseUrl === undefined) return appId === undefined ? null : (LIVE[platform] as HostsOf<P>);
  const names = Object.keys(LIVE[platform]) as (keyof HostsOf<P>)[];
  return Object.fromEntries(names.map((name) => [name, baseUrl])) as HostsOf<P>;
}

/** Every origin that a platform's settings name. */
export function platformOrigins(config: Pick<AppSettings, HostedPlatform | 'delta'>): string[] {
  const hosted = (Object.keys(LIVE) as HostedPlatform[]).flatMap((name) =>
    Object.values<string>(platformHosts(name, config[name]) ?? {}),
  );
  const all = config.delta.baseUrl === undefined ? hosted : [...hosted, config.delta.baseUrl];
  return [...new Set(all.map((url) => new URL(url).origin))];
}
