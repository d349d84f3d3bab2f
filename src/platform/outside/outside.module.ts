import { Global, Logger, Module, type DynamicModule } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { platformOrigins } from '../../config/platform-hosts.js';
import { DnsResolver } from '../dns/dns-resolver.js';
import { NodeDnsResolver } from '../dns/node-dns-resolver.js';
import { resolveNameBy } from '../dns/resolve-name.js';
import type { HttpLog } from '../http/http-outcome.js';
import { ProviderHttp } from '../http/provider-http.js';
import { SignedWebhooks } from '../webhooks/signed-webhooks.js';
import { PublicHttp } from '../http/public-http.js';
import { StandIns } from './stand-ins.js';

const logger = new Logger('Outside');
const log: HttpLog = (line) => logger.debug(line);

/** Origins that a setting names: each platform, the CRM, the agent platform, Slack. Nothing else gets a credential. */
export function configuredOrigins(config: AppConfig): string[] {
  const { slack, crm } = config;
  const urls: (string | undefined)[] = [
    ...[slack.engineering, slack.security, slack.product, slack.ops],
    crm.webhookUrl,
    config.agentPlatformWebhookUrl,
    config.llm?.baseUrl,
  ];
  const origins = urls.flatMap((url) => (url === undefined ? [] : [new URL(url).origin]));
  return [...new Set([...platformOrigins(config), ...origins])];
}

/** A language model of the own network that wants no key may be plain http. */
const keylessOrigins = ({ llm }: AppConfig): string[] =>
  llm && llm.apiKey === undefined ? [new URL(llm.baseUrl).origin] : [];

/** The ways out of the process: names, public pages, configured providers. Injected wherever one is needed. */
@Global()
@Module({})
export class OutsideModule {
  static with(standIns: StandIns): DynamicModule {
    return {
      module: OutsideModule,
      providers: [
        { provide: StandIns, useValue: standIns },
        {
          provide: DnsResolver,
          useFactory: () =>
            new NodeDnsResolver(standIns.dnsServers.length > 0 ? { servers: standIns.dnsServers } : {}),
        },
        {
          provide: PublicHttp,
          useFactory: (dns: DnsResolver) => {
            // With name servers of its own (the sandbox), pages are found through them too.
            const resolve = standIns.dnsServers.length > 0 ? { resolve: resolveNameBy(dns) } : {};
            return new PublicHttp({ log, standIns: standIns.hosts, ...resolve });
          },
          inject: [DnsResolver],
        },
        {
          provide: ProviderHttp,
          useFactory: (config: AppConfig) =>
            new ProviderHttp({ origins: configuredOrigins(config), keyless: keylessOrigins(config), log }),
          inject: [AppConfig],
        },
        SignedWebhooks,
      ],
      exports: [StandIns, DnsResolver, PublicHttp, ProviderHttp, SignedWebhooks],
    };
  }
}
