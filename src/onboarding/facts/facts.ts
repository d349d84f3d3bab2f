/**
 * Everything the runbook's evidence is judged by, for one customer, read by one statement.
 * The rooms' words for states are kept; ids and states only where a name is not needed to say what is missing.
 */
export interface Facts {
  /** The business instant of the reading. */
  readonly now: Date;
  readonly customer: CustomerFact;
  /** The wait that is open: parked, or its follow-up due. */
  readonly waiting: WaitFact | null;
  readonly login: LoginFact | null;
  /** The newest check of the domain. */
  readonly domainCheck: DomainCheckFact | null;
  /** The onboarding call: the one that is not over, else the newest. */
  readonly call: CallFact | null;
  /** The newest continuation of it. */
  readonly followUp: CallFact | null;
  readonly checkIn: CallFact | null;
  /** The agent this onboarding is for: the first. */
  readonly agent: AgentFact | null;
  /** The agent of the other type, where there is one: its platforms are required, too. */
  readonly otherAgents: readonly AgentFact[];
  /** The newest credential of each platform that was not disconnected. */
  readonly credentials: readonly CredentialFact[];
  /** The agent's trial: the newest that was not cancelled, else the newest. */
  readonly trial: TrialFact | null;
  /** The agent's goals that are not archived, oldest first, at most ten. */
  readonly goals: readonly GoalFact[];
  readonly run: RunFacts;
  readonly deliverable: DeliverableFacts;
  /** By template. */
  readonly mails: Readonly<Record<string, MailFact>>;
  readonly sessionNote: { readonly id: string; readonly createdAt: Date } | null;
  /** Lines said, by tick id. */
  readonly ticks: Readonly<Record<string, TickFact>>;
}

export interface CustomerFact {
  readonly id: string;
  readonly number: number;
  readonly companyName: string;
  readonly email: string;
  readonly status: 'in_review' | 'active' | 'suspended' | 'closed';
  readonly industry: string;
  readonly country: string;
  readonly timezone: string;
  readonly agentInterest: readonly string[];
  readonly businessCase: string | null;
  readonly crmId: string | null;
  readonly csm: { readonly id: string; readonly name: string; readonly email: string } | null;
  readonly signupId: string | null;
  /** Why the customer's country waits for a look; null when it does not. */
  readonly countryHold: string | null;
  readonly phone: boolean;
  readonly chat: boolean;
  readonly signedUpAt: Date;
  readonly emailVerifiedAt: Date | null;
  readonly activatedAt: Date | null;
  readonly createdAt: Date;
  readonly runbookVersion: string;
  readonly version: number;
}

export interface WaitFact {
  readonly id: string;
  readonly waitingOn: 'customer' | 'us';
  readonly whatFor: string;
  readonly createdAt: Date;
  readonly followUpAt: Date;
  readonly nudge: boolean;
  readonly nudgeDueAt: Date | null;
}

export interface LoginFact {
  readonly firstLoginAt: Date | null;
  readonly passwordSetAt: Date | null;
}

export interface DomainCheckFact {
  readonly id: string;
  readonly domain: string;
  readonly status: 'pending' | 'running' | 'clear' | 'flagged' | 'inconclusive';
  readonly reason: string | null;
  readonly resolution: 'accepted' | 'cleared' | 'upheld' | null;
  readonly resolvedAt: Date | null;
  readonly endedAt: Date | null;
}

export interface CallFact {
  readonly id: string;
  readonly status: 'scheduled' | 'held' | 'no_show' | 'cancelled';
  readonly startsAt: Date;
  readonly minutes: number;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly slotReason: string | null;
  /** Of the customer's people, to a recording. */
  readonly consent: 'not_asked' | 'given' | 'refused' | 'withdrawn';
  /** Of a check-in that was told how it came out. */
  readonly outlook: string | null;
  /** When the customer was first sent the invite that is true now. */
  readonly invitedAt: Date | null;
  readonly createdAt: Date;
  readonly version: number;
}

export interface AgentFact {
  readonly id: string;
  readonly type: 'marketing' | 'trading';
  readonly status: 'draft' | 'configured';
  readonly platforms: readonly string[];
  readonly settings: Readonly<Record<string, unknown>> | null;
  readonly boundsProfile: 'trial' | 'hired';
  readonly configuredAt: Date | null;
  readonly createdAt: Date;
  readonly version: number;
}

export interface CredentialFact {
  readonly id: string;
  readonly platform: string;
  readonly status: 'pending' | 'active' | 'invalid' | 'expired';
  readonly setAt: Date | null;
  readonly lastValidatedAt: Date | null;
  readonly lastFailureCode: string | null;
  /** A test is queued or running. */
  readonly testing: boolean;
  /** When the newest connect link was mailed. */
  readonly linkSentAt: Date | null;
}

export interface TrialFact {
  readonly id: string;
  readonly status: 'pending' | 'active' | 'converted' | 'expired' | 'cancelled';
  readonly activationRequestedAt: Date | null;
  readonly activatedAt: Date | null;
  readonly endsAt: Date | null;
  readonly createdAt: Date;
  readonly version: number;
}

export interface GoalFact {
  readonly id: string;
  readonly name: string;
  readonly template: string;
  readonly status: 'pending_approval' | 'approved' | 'rejected' | 'paused';
  readonly approvedAt: Date | null;
  readonly createdAt: Date;
  readonly version: number;
}

export interface RunFacts {
  /** The first that completed. */
  readonly completed: { readonly id: string; readonly goalId: string; readonly endedAt: Date } | null;
  readonly live: { readonly id: string; readonly status: 'queued' | 'running' } | null;
  /** The newest that ended. */
  readonly last: { readonly id: string; readonly status: string; readonly failureCode: string | null } | null;
}

export interface DeliverableFact {
  readonly id: string;
  readonly title: string;
  readonly status: 'in_review' | 'approved' | 'rejected';
  readonly revision: number;
  readonly decidedAt: Date | null;
  readonly decidedBy: 'customer' | 'staff' | null;
  readonly createdAt: Date;
  readonly version: number;
}

export interface DeliverableFacts {
  readonly first: DeliverableFact | null;
  /** The first decision, whatever it was. */
  readonly decided: DeliverableFact | null;
  readonly approved: DeliverableFact | null;
  /** The oldest that waits for a decision. */
  readonly waiting: DeliverableFact | null;
}

export interface MailFact {
  /** The newest one's. */
  readonly id: string;
  readonly status: 'queued' | 'sending' | 'sent' | 'failed' | 'unknown' | 'cancelled';
  /** When one of this template was first sent. */
  readonly sentAt: Date | null;
  readonly sentId: string | null;
}

export interface TickFact {
  readonly saidAt: Date;
  readonly actorKind: string;
  readonly actorId: string;
}
