import { Injectable } from '@nestjs/common';

import { PLATFORM_TITLES, type PlatformName } from '../agents/platform-names.js';
import { EscalationService } from '../escalations/escalation.service.js';
import { StandIns } from '../platform/outside/stand-ins.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { SecretText } from '../platform/vault/secret-text.js';
import { type SecretHolder, type SecretsToStore, Vault } from '../platform/vault/vault.js';
import { CredentialRepository } from './credential.repository.js';

/** Puts secrets of credentials into the vault, and warns security when another customer has the same. */
@Injectable()
export class CredentialSecrets {
  constructor(
    private readonly vault: Vault,
    private readonly repository: CredentialRepository,
    private readonly escalations: EscalationService,
    private readonly standIns: StandIns,
  ) {}

  /** @returns the set's id, as the vault does. @throws VaultError `keys_destroyed` */
  async store(tx: Tx, platform: PlatformName, asked: SecretsToStore): Promise<string> {
    const setId = await this.vault.store(tx, asked);
    const { customerId, credentialId, secrets, identifiers = [] } = asked;
    const own = Object.entries(secrets)
      .filter(([field]) => !identifiers.includes(field))
      .map(([, secret]) => secret)
      .filter((secret) => !this.isForEverybody(platform, secret));
    const [earliest, ...others] = await this.vault.alsoHeldBy(tx, customerId, own);
    if (earliest) await this.warn(tx, platform, { customerId, credentialId }, [earliest, ...others]);
    return setId;
  }

  /** The sandbox lists keys that every trainee may use. */
  private isForEverybody(platform: PlatformName, secret: SecretText): boolean {
    const listed = this.standIns.trainingKeys[platform] ?? [];
    return listed.some((key) => Object.values(key.secret).includes(secret.reveal()));
  }

  /** One escalation for two customers, whichever of them gives the secret again. */
  private async warn(
    tx: Tx,
    platform: PlatformName,
    giver: SecretHolder,
    holders: readonly [SecretHolder, ...SecretHolder[]],
  ): Promise<void> {
    const [first, second] = [giver.customerId, holders[0].customerId].sort() as [string, string];
    const all = [giver, ...holders];
    const names = await this.repository.numbers(tx.em, [...new Set(all.map((one) => one.customerId))]);
    const title = PLATFORM_TITLES[platform];
    await this.escalations.open(tx, {
      trigger: 'compromised_credentials',
      title: `The same ${title} key at ${names.join(' and ')}`,
      cause: `same-secret:${platform}:${first}`,
      // Ids follow the time: the newer customer is the one to look at.
      customerId: second,
      evidence: { platform: title, customers: names.join(', ') },
      records: all.flatMap((one) => [
        { list: 'customers', id: one.customerId },
        { list: 'credentials', id: one.credentialId },
      ]),
    });
  }
}
