import { Injectable } from '@nestjs/common';
import { formatCustomerNumber } from '../customers/customer-number.js';
import type { AnyCommand } from '../platform/commands/command.js';
import { CommandDispatcher } from '../platform/commands/command-dispatcher.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { isId } from '../platform/ids/new-id.js';
import { mayAct, type Actor } from '../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../platform/unit-of-work/unit-of-work.js';
import { FactsQueries, type CustomerFacts, type Latched } from './facts/facts.queries.js';
import type { Facts } from './facts/facts.js';
import type {
  OnboardingCustomer,
  OnboardingStep,
  OnboardingView,
  StepAction,
  StepTick,
} from './onboarding-view.js';
import { currentStep, standings, type Standing } from './progress/standing.js';
import { isStuck } from './progress/stuck.js';
import { runbookOf, ticksOf } from './runbook.js';
import type { Step } from './runbook/step.js';
import { SessionNotes } from './session-note/session-note.queries.js';
import { WAITING, waitOffers, waitView } from './waiting/wait-view.js';
import { ActorNames, type SayActor } from './view/actor-names.queries.js';
import { actionOf, offersOf } from './view/step-actions.js';

/** What the page knows when it draws a step. */
interface Reading extends CustomerFacts {
  readonly all: readonly Standing[];
  readonly say: SayActor;
}

const TICK = 'customer.tick';

/** The Runbook page of one customer. */
@Injectable()
export class OnboardingQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly facts: FactsQueries,
    private readonly names: ActorNames,
    private readonly dispatcher: CommandDispatcher,
    private readonly notes: SessionNotes,
  ) {}

  /** Every step with its state, proof, what is missing, and the buttons this reader may press. */
  async view(customerId: string, actor: Actor): Promise<OnboardingView> {
    const reading = await this.read(customerId, actor);
    const { facts, all } = reading;
    const actions = await this.actions(reading, actor);
    const mayTick = mayAct(actor, this.dispatcher.named(TICK).roles);
    const steps = all.map((standing): OnboardingStep => ({
      ...stepView(standing, reading),
      actions: actions.get(standing.step.id) ?? [],
      ...(mayTick && standing.step.ticks ? { tickAction: { command: TICK, subjectId: customerId } } : {}),
    }));
    return {
      customer: customerView(facts, reading.latched, currentStep(all), actions.get(WAITING) ?? []),
      runbookVersion: facts.customer.runbookVersion,
      steps,
      working: steps.some(({ running }) => running === true),
    };
  }

  private async read(customerId: string, actor: Actor): Promise<Reading> {
    return this.unitOfWork.look(actor, async (tx) => {
      const [found] = isId(customerId) ? await this.facts.of(tx.em, tx.now, [customerId]) : [];
      if (!found) throw commonErrors.not_found(`There is no customer with the id ${customerId}.`);
      const { facts, latched } = found;
      const all = standings(
        runbookOf(facts.customer.runbookVersion),
        facts,
        new Set(latched.map(({ step }) => step)),
      );
      const actors = [...latched.flatMap(({ proof }) => proof), ...Object.values(facts.ticks)];
      return { facts, latched, all, say: await this.names.of(tx.em, actors) };
    });
  }

  private async actions({ facts, all }: Reading, actor: Actor): Promise<Map<string, StepAction[]>> {
    const known = new Map(this.dispatcher.all().map((command) => [command.name, command]));
    const open = (name: string): AnyCommand | undefined => {
      const command = known.get(name);
      return command && mayAct(actor, command.roles) ? command : undefined;
    };
    const offers = [...waitOffers(facts, open), ...offersOf(all, facts, open)];
    const refusals = await this.dispatcher.explain(
      offers.map(({ command, id }) => ({ command: command.name, id })),
      actor,
    );
    const draft = offers.some(({ offer }) => offer.draft) ? await this.sessionNote(facts, actor) : {};
    const byStep = new Map<string, StepAction[]>();
    offers.forEach((offer, index) => {
      const action = actionOf(offer, facts, refusals[index], offer.offer.draft ? draft : {});
      byStep.set(offer.stepId, [...(byStep.get(offer.stepId) ?? []), action]);
    });
    return byStep;
  }

  private async sessionNote({ customer }: Facts, actor: Actor): Promise<Readonly<Record<string, unknown>>> {
    const { callId: _, ...draft } = await this.unitOfWork.look(actor, (tx) =>
      this.notes.draft(tx, customer.id),
    );
    return draft;
  }
}

function stepView({ step, state, missing }: Standing, reading: Reading): Omit<OnboardingStep, 'actions'> {
  const { facts, latched, say } = reading;
  const { id, number, title, section } = step;
  const proof = latched.find((one) => one.step === id)?.proof ?? [];
  const runningText = step.working?.(facts);
  const ticks = tickViews(step, facts, say);
  const run = step.follows?.(facts);
  const links = step.links?.(facts) ?? [];
  return {
    id,
    number,
    title,
    section,
    state,
    ...(proof.length > 0
      ? { proof: proof.map((one) => ({ text: one.text, at: one.at, by: say(one) })) }
      : {}),
    ...(missing.length > 0 ? { missing } : {}),
    ...(ticks.length > 0 ? { ticks } : {}),
    ...(runningText === undefined ? {} : { running: true, runningText }),
    ...(run === undefined ? {} : { run }),
    ...(links.length > 0 ? { links } : {}),
  };
}

const tickViews = (step: Step, facts: Facts, say: SayActor): StepTick[] =>
  ticksOf(step, facts).map(({ id, section, line }) => {
    const said = facts.ticks[id];
    return { id, section, line, ...(said ? { tickedAt: said.saidAt.toISOString(), by: say(said) } : {}) };
  });

function customerView(
  facts: Facts,
  latched: readonly Latched[],
  current: string | null,
  waitActions: readonly StepAction[],
): OnboardingCustomer {
  const { customer, now } = facts;
  const { id, number, companyName, status, csm, timezone, createdAt } = customer;
  const followUpAt = facts.waiting?.followUpAt ?? null;
  const done = latched.map(({ doneAt }) => doneAt.getTime());
  const lastDoneAt = done.length > 0 ? new Date(Math.max(...done)) : null;
  return {
    id,
    number: formatCustomerNumber(number),
    companyName,
    status,
    csm: csm && { name: csm.name, email: csm.email },
    timezone,
    stuck: isStuck({ now, currentStep: current, lastDoneAt, createdAt, status, followUpAt }),
    waiting: waitView(facts, waitActions),
  };
}
