import type { CallData } from '../mail/templates/fields.js';
import type { Call, CallKind } from './call.entity.js';

const TITLES: Readonly<Record<CallKind, string>> = {
  onboarding: 'WAOOAW onboarding call',
  check_in: 'WAOOAW day-5 check-in',
};

/** Runbook Steps 5–12 in a line each; the check-in is the "trial conversion discussion". */
const AGENDAS: Readonly<Record<CallKind, readonly string[]>> = {
  onboarding: [
    'What the trial includes',
    'Connect your platforms, together on a shared screen',
    'Configure your agent',
    'Create the first goal and see it executed',
    'Review and approve the first draft',
  ],
  check_in: ['How the first days went', 'What your agent delivered', 'What happens after the trial'],
};

export interface CallPeople {
  readonly companyName: string;
  /** IANA zone of the customer. */
  readonly customerZone: string;
  readonly csm: { readonly name: string; readonly email: string; readonly timezone: string };
}

/** A call as every mail and its calendar file tell of it, so that all of them say the same. */
export function callData(
  call: Call,
  { companyName, customerZone, csm }: CallPeople,
  writtenAt: Date,
): CallData {
  return {
    uid: call.icsUid,
    sequence: call.icsSequence,
    title: `${TITLES[call.kind]}: ${companyName}`,
    agenda: [...AGENDAS[call.kind]],
    startsAt: call.startsAt,
    endsAt: new Date(call.startsAt.getTime() + call.minutes * 60_000),
    customerZone,
    csmZone: csm.timezone,
    meetingUrl: call.meetingLink ?? null,
    organizer: { name: csm.name, email: csm.email },
    attendees: attendees(call, csm),
    writtenAt,
  };
}

/** The CSM leads, whoever else comes from us may, the customer's people are wanted. */
function attendees({ attendees: invited }: Call, csm: CallPeople['csm']): CallData['attendees'] {
  const chair = { name: csm.name, email: csm.email, role: 'chair' as const };
  const others = invited.filter(({ email }) => email.toLowerCase() !== csm.email.toLowerCase());
  return [
    chair,
    ...others.map(({ name, email, role }) => ({
      name,
      email,
      role: role === 'customer' ? ('required' as const) : ('optional' as const),
    })),
  ];
}
