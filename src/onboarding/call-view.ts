import type { OnboardingView } from './onboarding-view.js';

/**
 * What a call's page is drawn from: the answer of `GET /admin/data/calls/:id`.
 * Types only, so that the page's components may import them. Instants are ISO 8601 strings in UTC.
 */
export interface CallSessionView {
  readonly id: string;
  readonly kind: 'onboarding' | 'follow_up' | 'check_in';
  /** "Onboarding call". */
  readonly title: string;
  readonly status: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** When it really began and ended; null while it has not. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly plannedMinutes: number;
  /** Hands-on time of this onboarding on its other calls, in milliseconds. */
  readonly otherCallsMs: number;
  /** How many other calls that time was spent on. */
  readonly otherCalls: number;
  readonly csm: { readonly name: string; readonly timezone: string };
  readonly meetingUrl: string | null;
  readonly people: readonly CallPerson[];
  /** Why it is at this time, was moved, corrected or did not take place; a line each. */
  readonly remarks: readonly { readonly title: string; readonly text: string }[];
  readonly consent: 'not_asked' | 'given' | 'refused' | 'withdrawn';
  /** The newest answer about recording. */
  readonly answered: {
    readonly name: string;
    readonly words: string;
    readonly at: string;
    readonly by: string;
  } | null;
  /** A check-in's outcome for the trial. */
  readonly outlook: { readonly state: string; readonly why: string } | null;
  /** What is kept of it; null without any, and for those who may not play it. */
  readonly recording: {
    readonly status: 'receiving' | 'stored' | 'linked' | 'deleting' | 'to_delete';
    readonly link: string | null;
    readonly bytes: number | null;
    readonly purgeAt: string;
  } | null;
  /** Why no recording can be added by this person now; null when one can. */
  readonly noUpload: string | null;
  readonly mayPlay: boolean;
  /** Why this person may not play what is kept. */
  readonly noPlay: string | null;
  readonly onboarding: OnboardingView;
}

export interface CallPerson {
  readonly name: string;
  readonly email: string;
  /** "Customer success manager", or what they do at the customer. */
  readonly position: string | null;
}
