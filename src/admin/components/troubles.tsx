import React from 'react';
import type { RecordJSON } from 'adminjs';

import type { AttemptView, TroublesView } from '../../onboarding/diagnosis-view.js';
import { Badge, type Tone } from './badge.js';
import { Issue } from './issue.js';
import { ProblemNote } from './problem-note.js';
import { useData } from './use-data.js';
import { When } from './when.js';

/** The runbook's Common Issues for one customer: which cause holds, and the button that helps. */
export default function Troubles({ record }: { readonly record: RecordJSON }): React.JSX.Element {
  const { data, problem, refresh } = useData<TroublesView>(
    `customers/${encodeURIComponent(String(record.id))}/troubles`,
  );
  if (!data)
    return problem ? <ProblemNote problem={problem} /> : <div className="w-skeleton" role="status" />;
  return (
    <div className="w-troubles">
      {problem ? <ProblemNote problem={problem} /> : null}
      {data.issues.map((issue) => (
        <Issue key={issue.id} issue={issue} onDone={refresh} />
      ))}
      <Attempts attempts={data.attempts} />
    </div>
  );
}

/** What became of a try, in the words ops would use on the phone. */
const causes: Readonly<Record<string, readonly [string, Tone]>> = {
  signed_in: ['Signed in', 'good'],
  unknown_address: ['No account has this address', 'bad'],
  no_password: ['The account has no password', 'bad'],
  wrong_password: ['Wrong password', 'bad'],
  temporary_expired: ['Temporary password ended', 'warn'],
  not_active: ['Account not active', 'bad'],
  resting: ['Too many tries: refused unread', 'warn'],
};

function Attempts({ attempts }: { readonly attempts: readonly AttemptView[] }): React.JSX.Element {
  return (
    <section className="w-card" aria-label="Tries to sign in">
      <h2 className="w-card-title">Tries to sign in</h2>
      <p className="w-muted">
        The last 20 of the past 30 days, with the account’s address or one nearly like it. The customer reads
        the same words for every cause.
      </p>
      {attempts.length === 0 ? <p>Nobody has tried yet.</p> : <AttemptTable attempts={attempts} />}
    </section>
  );
}

function AttemptTable({ attempts }: { readonly attempts: readonly AttemptView[] }): React.JSX.Element {
  return (
    <table className="w-attempts">
      <thead>
        <tr>
          <th>When</th>
          <th>Address typed</th>
          <th>What became of it</th>
          <th>From</th>
        </tr>
      </thead>
      <tbody>
        {attempts.map(({ id, at, email, near, cause, network }) => {
          const [words, tone] = causes[cause] ?? [cause, 'quiet'];
          return (
            <tr key={id}>
              <td>
                <When at={at} />
              </td>
              <td>
                {email} {near ? <Badge state="nearly" tone="warn" /> : null}
              </td>
              <td>
                <Badge state={cause} tone={tone}>
                  {words}
                </Badge>
              </td>
              <td>{network}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
