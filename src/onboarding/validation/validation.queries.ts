import { Injectable } from '@nestjs/common';
import { AgentService } from '../../agents/agent.service.js';
import { CredentialQueries } from '../../credentials/credential.queries.js';
import { FRESH_MS } from '../../credentials/freshness.js';
import { commonErrors } from '../../platform/errors/common-errors.js';
import { isId } from '../../platform/ids/new-id.js';
import type { Actor } from '../../platform/unit-of-work/actor.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { FactsQueries } from '../facts/facts.queries.js';
import type { Facts } from '../facts/facts.js';
import { customerId as ofCustomer, type StepCommand } from '../runbook/step.js';
import type { PlatformValidation, ValidationView } from '../validation-view.js';
import { OfferedActions } from '../view/offered-actions.js';
import { validationOf, type Standing } from './platform-validation.js';

/** Tests shown below each credential; the list of tests has them all. */
const TESTS_SHOWN = 8;

type Judged = Omit<PlatformValidation, 'actions'>;
interface Read {
  readonly facts: Facts;
  readonly judged: readonly (Judged & { readonly credentialId: string | undefined })[];
}

/** PP > Credentials > Customer (runbook Step 8): required against present, and how each stands. */
@Injectable()
export class ValidationQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly facts: FactsQueries,
    private readonly agents: AgentService,
    private readonly credentials: CredentialQueries,
    private readonly offered: OfferedActions,
  ) {}

  /** @throws not_found (404) */
  async view(customerId: string, actor: Actor): Promise<ValidationView> {
    const { facts, judged } = await this.unitOfWork.look(actor, (tx) => this.read(tx, customerId));
    const platforms: PlatformValidation[] = [];
    for (const { credentialId, ...one } of judged) {
      const commands = buttons(one, credentialId);
      platforms.push({ ...one, actions: await this.offered.of(commands, facts, actor) });
    }
    const required = platforms.filter((one) => one.required);
    return {
      ready: required.length > 0 && required.every(({ fresh }) => fresh),
      freshMinutes: FRESH_MS / 60_000,
      testing: platforms.some(({ testing }) => testing),
      platforms,
      actions: await this.offered.of([TEST_ALL], facts, actor),
    };
  }

  private async read(tx: Tx, customerId: string): Promise<Read> {
    const [found] = isId(customerId) ? await this.facts.of(tx.em, tx.now, [customerId]) : [];
    if (!found) throw commonErrors.not_found(`There is no customer with the id ${customerId}.`);
    const required: readonly string[] = await this.agents.requiredPlatforms(tx, customerId);
    const live = (await this.credentials.ofCustomer(customerId, tx.em)).filter(
      ({ status }) => status !== 'disconnected',
    );
    const platforms = [...new Set([...required, ...live.map(({ platform }) => platform)])];
    const judged: Read['judged'][number][] = [];
    for (const platform of platforms) {
      const credential = live.find((one) => one.platform === platform);
      const standing: Standing = {
        platform,
        required: required.includes(platform),
        rules: this.credentials.rulesOf(platform),
        credential,
        tests: credential ? await this.credentials.testsOf(credential.id, TESTS_SHOWN, tx.em) : [],
      };
      judged.push({ ...validationOf(standing, tx.now), credentialId: credential?.id });
    }
    return { facts: found.facts, judged };
  }
}

const TEST_ALL: StepCommand = {
  command: 'credential.test-all',
  subject: ofCustomer,
  label: 'Test All',
  offered: ({ credentials }) => credentials.length > 0,
};

/** The button that helps comes first: connect what is missing or refused, test what is there. */
function buttons({ platform, status }: Judged, credentialId: string | undefined): StepCommand[] {
  const needsKey = status !== 'active';
  return [
    {
      command: 'credential.test',
      subject: () => credentialId,
    },
    {
      command: 'credential.connect-link',
      subject: ofCustomer,
      label: needsKey ? 'Send Connect Link' : 'Replace',
      defaults: () => ({ platform }),
      fixed: ['platform'],
      tone: 'quiet',
    },
    {
      command: 'credential.disconnect',
      subject: () => credentialId,
      confirm: 'Our copy is deleted at once; goals that need it cannot run until it is connected again.',
      tone: 'quiet',
    },
  ];
}
