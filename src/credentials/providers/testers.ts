import type { AppConfig, PlatformConfig } from '../../config/app-config.js';
import { platformHosts } from '../../config/platform-hosts.js';
import { SecretText } from '../../platform/vault/secret-text.js';
import { ConnectionTesters } from './connection-testers.js';
import { DeltaTester } from './delta/delta-tester.js';
import { FacebookTester } from './facebook/facebook-tester.js';
import { InstagramTester } from './instagram/instagram-tester.js';
import { LinkedInTester } from './linkedin/linkedin-tester.js';
import { WhatsAppTester } from './whatsapp/whatsapp-tester.js';
import { YouTubeTester } from './youtube/youtube-tester.js';

/** A platform without settings is not offered here; in the sandbox a stand-in has filled them in. */
export function testersFor(config: AppConfig): ConnectionTesters {
  const { deployment, delta, linkedin, linkedinVersion: version, youtube } = config;
  const linkedinHosts = platformHosts('linkedin', linkedin);
  const youtubeHosts = platformHosts('youtube', youtube);
  const metaHosts = platformHosts('meta', config.meta);
  const metaApp = metaHosts && { ...appOf(config.meta), hosts: metaHosts, version: config.graphVersion };
  return new ConnectionTesters({
    youtube: youtubeHosts && new YouTubeTester({ ...appOf(youtube), hosts: youtubeHosts }),
    instagram: metaApp && new InstagramTester(metaApp),
    facebook: metaApp && new FacebookTester(metaApp),
    linkedin: linkedinHosts && new LinkedInTester({ ...appOf(linkedin), hosts: linkedinHosts, version }),
    whatsapp: metaApp && new WhatsAppTester(metaApp),
    delta: delta.baseUrl === undefined ? null : new DeltaTester({ baseUrl: delta.baseUrl, deployment }),
  });
}

/** Our app at a platform. A base URL in place of the platform's hosts is a stand-in's. */
function appOf({ appId, appSecret, baseUrl }: PlatformConfig) {
  return {
    clientId: appId ?? '',
    clientSecret: new SecretText(appSecret ?? ''),
    environment: baseUrl === undefined ? 'production' : 'sandbox',
  };
}
