/**
 * What an escalation's page is drawn from: the answer of `GET /admin/data/escalations/:id`.
 * Types only, so that the page's components may import them. Instants are ISO 8601 strings in UTC.
 */
export interface EscalationView {
  readonly id: string;
  readonly status: string;
  readonly title: string;
  readonly trigger: string;
  readonly team: { readonly name: string; readonly title: string; readonly channel: string };
  readonly customer: { readonly id: string; readonly number: string; readonly companyName: string } | null;
  readonly openedAt: string;
  /** Who acknowledged it, in words; null while nobody did. */
  readonly owner: string | null;
  /** What was seen, as it was last opened; null when the records speak for themselves. */
  readonly details: string | null;
  readonly resolution: string | null;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly records: readonly EscalationRecord[];
  /** Oldest first. */
  readonly timeline: readonly EscalationMoment[];
  readonly slack: EscalationSlack;
}

/** A record that shows it, and what it says where that matters. */
export interface EscalationRecord {
  readonly list: string;
  readonly id: string;
  readonly title: string;
  readonly quote: string | null;
}

export interface EscalationMoment {
  readonly id: string;
  readonly at: string;
  /** `opened`, `added`, `acknowledged`, `resolved`, `reopened`. */
  readonly kind: string;
  readonly by: string;
  readonly words: string | null;
}

export interface EscalationSlack {
  readonly channel: string;
  readonly connected: boolean;
  /** The variable that connects the channel. */
  readonly variable: string;
  /** Newest first. */
  readonly messages: readonly EscalationMessage[];
}

export interface EscalationMessage {
  readonly id: string;
  readonly event: string;
  readonly status: string;
  readonly askedAt: string;
  readonly endedAt: string | null;
  /** When it is tried again; null once it has ended. */
  readonly nextAt: string | null;
  readonly attempts: number;
  readonly trouble: string | null;
}
