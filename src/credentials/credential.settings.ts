import { isIP } from 'node:net';
import { z } from 'zod';
import type { Deployment } from '../config/app-config.js';
import { setting } from '../platform/settings/setting.js';
import { OUR_ADDRESSES } from './providers/platform-addresses.js';

export type PlatformAddresses = Readonly<Record<Deployment, readonly string[]>>;

const addresses = (title: string) =>
  z
    .array(
      z
        .string()
        .trim()
        .refine((text) => isIP(text) !== 0, 'must be an IP address such as 34.123.45.67'),
    )
    .min(1, 'needs at least one address')
    .max(50)
    .overwrite((list) => [...new Set(list)])
    .meta({ title });

/** Runbook, Appendix A. No default stands in for it: customers would whitelist the wrong addresses. */
export const platformAddresses = setting<PlatformAddresses>({
  key: 'platform.addresses',
  title: 'WAOOAW platform addresses (Appendix A)',
  help: 'The addresses our requests come from; customers put them on the IP whitelist of their exchange key.',
  section: 'Platforms',
  schema: z.strictObject({
    production: addresses('Production'),
    staging: addresses('Staging'),
    sandbox: addresses('Sandbox'),
  }),
  default: OUR_ADDRESSES,
});
