import type { Deployment } from '../../config/app-config.js';

/**
 * The addresses our requests come from, for whitelists at exchanges (runbook, Appendix A): the defaults of the
 * setting; the sandbox exchange runs on this machine and sees the loopback address.
 */
export const OUR_ADDRESSES: Readonly<Record<Deployment, readonly string[]>> = {
  production: ['34.123.45.67', '34.123.45.68', '34.123.45.69'],
  staging: ['35.234.56.78'],
  sandbox: ['127.0.0.1'],
};
