import { Injectable } from '@nestjs/common';

import { Database, type EntityManager } from '../../platform/database/database.js';
import type { Schedule } from '../../platform/schedules/schedule.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { eachRow } from '../../platform/upkeep/each-row.js';
import type { UpkeepTask } from '../../platform/upkeep/upkeep-task.js';
import { Vault } from '../../platform/vault/vault.js';
import { credentialAggregate } from '../credential.aggregate.js';
import { CredentialTokens } from '../oauth/credential-tokens.repository.js';
import { TokenRenewals } from '../renewal/token-renewals.js';

const AT_ONCE = 200;

/** Asks for the renewal of every token that is due. */
@Injectable()
export class RenewTokensTask implements UpkeepTask {
  readonly name = 'token renewals';
  readonly schedule: Schedule = {
    name: this.name,
    title: 'Token renewals',
    rhythm: '15 minutes before a token ends',
    clock: 'business',
  };

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: CredentialTokens,
    private readonly renewals: TokenRenewals,
    private readonly vault: Vault,
  ) {}

  nextDue(em: EntityManager): Promise<Date | undefined> {
    return this.tokens.nextDue(em);
  }

  async run(now: Date): Promise<number> {
    const due = await this.tokens.due(this.database.em(), now, AT_ONCE);
    return eachRow(due, ({ setId, credentialId }) =>
      this.unitOfWork.run(systemActor(this.name), async (tx) => {
        await tx.lock(credentialAggregate, credentialId);
        const { live, candidate } = await this.vault.sets(tx.em, credentialId);
        if (setId === live || setId === candidate) return (await this.renewals.ask(tx, setId)) !== null;
        await this.tokens.remove(tx.em, setId);
        return true;
      }),
    );
  }
}
