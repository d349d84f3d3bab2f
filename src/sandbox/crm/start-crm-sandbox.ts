import { randomBytes } from 'node:crypto';

import type { AppConfig, AppSettings } from '../../config/app-config.js';
import { SandboxCrm } from './sandbox-crm.js';

export interface CrmSandbox {
  readonly settings: Pick<AppSettings, 'crm' | 'webhookSecret'>;
  close(): Promise<void>;
}

/** The stand-in CRM with the configured webhook secret, or one for this run. */
export async function startCrmSandbox({ webhookSecret }: AppConfig): Promise<CrmSandbox> {
  const secret = webhookSecret ?? `whsec_${randomBytes(24).toString('base64')}`;
  const crm = new SandboxCrm(secret);
  const webhookUrl = await crm.start();
  return { settings: { crm: { webhookUrl }, webhookSecret: secret }, close: () => crm.close() };
}
