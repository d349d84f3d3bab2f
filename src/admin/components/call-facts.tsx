import React from 'react';

import type { CallPerson, CallSessionView } from '../../onboarding/call-view.js';
import { When } from './when.js';

/** When, where, who, and whether it may be recorded. */
export function CallFacts({ call }: { readonly call: CallSessionView }): React.JSX.Element {
  const { timezone } = call.onboarding.customer;
  return (
    <section className="w-card" aria-label="The call">
      <dl className="w-call-facts">
        <dt>Customer’s time</dt>
        <dd>
          <When at={call.startsAt} {...(timezone ? { zone: timezone } : {})} />
        </dd>
        <dt>{call.csm.name}’s time</dt>
        <dd>
          <When at={call.startsAt} zone={call.csm.timezone} />
        </dd>
        <dt>Meeting link</dt>
        <dd>
          <MeetingLink url={call.meetingUrl} />
        </dd>
        <dt>Recording</dt>
        <dd>
          <ConsentWords {...call} />
        </dd>
        {call.remarks.map(({ title, text }) => (
          <React.Fragment key={title}>
            <dt>{title}</dt>
            <dd>{text}</dd>
          </React.Fragment>
        ))}
      </dl>
      <ul className="w-call-people" aria-label="People">
        {call.people.map((person) => (
          <Person key={person.email} {...person} />
        ))}
      </ul>
    </section>
  );
}

function MeetingLink({ url }: { readonly url: string | null }): React.JSX.Element {
  if (!url) return <span className="w-warning">None: the invite names no place. Meeting Link sets one.</span>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {url}
    </a>
  );
}

const Person = ({ name, email, position }: CallPerson): React.JSX.Element => (
  <li>
    <b>{name}</b> {position ? <span className="w-muted">{position}</span> : null}
    <br />
    <a href={`mailto:${email}`}>{email}</a>
  </li>
);

const CONSENT: Readonly<Record<CallSessionView['consent'], string>> = {
  not_asked: 'Not asked yet: ask before recording, and write down the answer.',
  given: 'Allowed',
  refused: 'Refused: do not record.',
  withdrawn: 'Allowed first, then withdrawn: stop recording.',
};

function ConsentWords({
  consent,
  answered,
}: Pick<CallSessionView, 'consent' | 'answered'>): React.JSX.Element {
  if (!answered) return <span className="w-muted">{CONSENT[consent]}</span>;
  const { name, words, at, by } = answered;
  return (
    <>
      {CONSENT[consent]} “{words}” ({name}){' '}
      <span className="w-muted">
        written down by {by}, <When at={at} />
      </span>
    </>
  );
}
