import React from 'react';

import type { RevisionView } from '../../goals/deliverables/deliverable-view.js';
import { When } from './when.js';

const AUTHORS: Readonly<Record<string, string>> = {
  agent: 'the agent',
  customer: 'the customer',
  staff: 'staff, for the customer',
};

/** Every text the draft has had, newest first, each with what was changed. */
export function Revisions({
  revisions,
}: {
  readonly revisions: readonly RevisionView[];
}): React.JSX.Element | null {
  if (revisions.length < 2) return null;
  const newest = revisions.at(-1)?.number;
  return (
    <section className="w-card" aria-label="Revisions">
      <h2 className="w-card-title">Revisions</h2>
      {[...revisions].reverse().map((revision) => (
        <details key={revision.number} className="w-revision" open={revision.number === newest}>
          <summary>
            <b>Revision {revision.number}</b> by {AUTHORS[revision.by] ?? revision.by},{' '}
            <When at={revision.createdAt} />
            <span className="w-muted">{changed(revision)}</span>
          </summary>
          <Text revision={revision} />
        </details>
      ))}
    </section>
  );
}

function Text({ revision }: { readonly revision: RevisionView }): React.JSX.Element {
  const { diff, body } = revision;
  if (!diff) return <pre className="w-diff">{body}</pre>;
  return (
    <pre className="w-diff">
      {diff.parts.map(({ kind, text }, index) =>
        kind === 'added' ? (
          <ins key={index}>{text}</ins>
        ) : kind === 'removed' ? (
          <del key={index}>{text}</del>
        ) : (
          <React.Fragment key={index}>{text}</React.Fragment>
        ),
      )}
    </pre>
  );
}

const changed = ({ diff }: RevisionView): string =>
  diff ? ` · ${diff.added} characters added, ${diff.removed} removed` : ' · as it was written';
