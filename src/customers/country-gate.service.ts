import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HistoryBus } from '../platform/history/history-bus.js';
import { newId } from '../platform/ids/new-id.js';
import { Settings } from '../platform/settings/settings.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { Activation } from './activation.js';
import { CountryHoldRepository } from './country-hold.repository.js';
import { agentsWith, blockedInWords, heldInWords, wantedAgents } from './country-rule.js';
import {
  customerCountryHeld,
  customerCreated,
  customerUpdated,
  signupReceived,
  signupUpdated,
} from './customer.entries.js';
import { customerErrors } from './customer.errors.js';
import { countryRules, industryTable } from './customer.settings.js';
import type { AgentType, Industry } from './industries.js';
import { CustomerRepository } from './customer.repository.js';
import { SignupRepository } from './signup.repository.js';

/** What the rules judge of a signup or an account. */
interface Hiring {
  readonly country: string;
  readonly industry: Industry;
  readonly agentInterest?: readonly AgentType[] | undefined;
}

const JUDGED: readonly string[] = ['country', 'industry', 'agentInterest'];

/**
 * The rules of Settings on countries, at every door: a blocked country is refused by name, one that is held
 * keeps the customer in review until a person releases it. Hears of signups and accounts in their transaction.
 */
@Injectable()
export class CountryGate implements OnModuleInit {
  constructor(
    private readonly bus: HistoryBus,
    private readonly settings: Settings,
    private readonly signups: SignupRepository,
    private readonly customers: CustomerRepository,
    private readonly holds: CountryHoldRepository,
    private readonly activation: Activation,
  ) {}

  onModuleInit(): void {
    const judgeSignup = async (tx: Tx, id: string) =>
      this.refuseBlocked(tx, await this.signups.get(tx.em, id));
    this.bus.on(signupReceived, (tx, { subjectId }) => judgeSignup(tx, subjectId));
    this.bus.on(signupUpdated, async (tx, { subjectId, data }) => {
      if (data.fields.some((field) => JUDGED.includes(field))) await judgeSignup(tx, subjectId);
    });
    // A rule that came between signup and account holds it: there is nobody left to answer no.
    this.bus.on(customerCreated, (tx, { subjectId, data }) => this.judge(tx, subjectId, !data.fromSignup));
    this.bus.on(customerUpdated, async (tx, { subjectId, data }) => {
      if (data.fields.some((field) => JUDGED.includes(field))) await this.judge(tx, subjectId, true);
    });
  }

  /** Why agents cannot be hired from there, by name; null when they can. */
  async whyBlocked(tx: Tx, hiring: Hiring): Promise<string | null> {
    const blocked = await this.among('blocked', tx, hiring);
    return blocked.length > 0 ? blockedInWords(blocked, hiring.country) : null;
  }

  /** @throws country_blocked (409) */
  async refuseBlocked(tx: Tx, hiring: Hiring): Promise<void> {
    const message = await this.whyBlocked(tx, hiring);
    if (message !== null)
      throw customerErrors.country_blocked(message, { fields: [{ field: 'country', message }] });
  }

  /** For an agent that a customer hires beside what the account names. @throws country_blocked, country_held (409) */
  async refuseAgent(tx: Tx, customerId: string, type: AgentType): Promise<void> {
    const { country, industry, agentInterest } = await this.customers.get(tx.em, customerId);
    const hiring = { country, industry, agentInterest: [type] };
    await this.refuseBlocked(tx, hiring);
    if (agentInterest.includes(type)) return;
    const held = await this.unreleased(tx, customerId, country, await this.among('held', tx, hiring));
    if (held.length > 0) throw customerErrors.country_held(heldInWords(held, country));
  }

  private async judge(tx: Tx, id: string, refusing: boolean): Promise<void> {
    const customer = await this.customers.get(tx.em, id);
    if (refusing) await this.refuseBlocked(tx, customer);
    const { country } = customer;
    const blocked = await this.among('blocked', tx, customer);
    const held = await this.unreleased(tx, id, country, await this.among('held', tx, customer));
    const open = await this.holds.openOf(tx.em, id);
    const agentTypes = [...blocked, ...held].sort();
    if (open?.country === country && String(open.agentTypes) === String(agentTypes)) return;
    if (open) {
      const releaseReason = 'The account was changed: judged anew.';
      Object.assign(open, { releasedAt: tx.now, releasedBy: null, releaseReason });
      await tx.em.flush();
    }
    if (agentTypes.length === 0) return this.activation.activateIfReady(tx, customer);
    this.holds.add(tx.em, {
      ...{ id: newId(), customerId: id, country, agentTypes, createdAt: tx.now },
      why: [
        ...(blocked.length > 0 ? [blockedInWords(blocked, country)] : []),
        ...(held.length > 0 ? [heldInWords(held, country)] : []),
      ].join(' '),
      ...{ releasedAt: null, releasedBy: null, releaseReason: null },
    });
    tx.record(customerCountryHeld, { subjectId: id, customerId: id, data: { country, agentTypes } });
  }

  /** Without those that a person let go before, from this country. */
  private async unreleased(
    tx: Tx,
    customerId: string,
    country: string,
    types: readonly AgentType[],
  ): Promise<AgentType[]> {
    const released = await this.holds.releasedOf(tx.em, customerId, country);
    const byPerson = released.filter(({ releasedBy }) => releasedBy !== null);
    const passed = new Set(byPerson.flatMap(({ agentTypes }) => agentTypes));
    return types.filter((type) => !passed.has(type));
  }

  private async among(
    verdict: 'blocked' | 'held',
    tx: Tx,
    { country, industry, agentInterest = [] }: Hiring,
  ): Promise<AgentType[]> {
    const rules = await this.settings.get(tx.em, countryRules);
    const table = await this.settings.get(tx.em, industryTable);
    return agentsWith(verdict, rules, wantedAgents(agentInterest, industry, table), country);
  }
}
