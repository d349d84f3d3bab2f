import React from 'react';
import type { RecordJSON } from 'adminjs';

import { stateWords } from './badge.js';
import { Facts, HistoryCard, RecordLink, textOf, useHistory } from './record-data.js';
import { Structured } from './structured.js';
import { When } from './when.js';

/** A note's page: what customers read apart from what stays inside (runbook Step 13). */
export default function Note({ record }: { readonly record: RecordJSON }): React.JSX.Element {
  const history = useHistory('notes', String(record.id));
  const params = record.params as Readonly<Record<string, unknown>>;
  const of = (name: string): string | null => textOf(params, name);
  return (
    <div className="w-record-columns">
      <div className="w-record-main">
        <Words
          title="For the customer (in the summary mail)"
          text={of('customerText')}
          none="Nothing: the summary mail says nothing of the call."
        />
        <Words title="Internal note" text={of('body')} />
        {of('issues') ? (
          <section className="w-card">
            <h2 className="w-card-title">Internal: issues</h2>
            <Structured text={of('issues') ?? ''} />
          </section>
        ) : null}
        <Words title="Internal: customer feedback" text={of('feedback')} />
        <Words title="Internal: next steps" text={of('nextSteps')} />
      </div>
      <aside className="w-record-side">
        <section className="w-card" aria-label="Note">
          <NoteFacts of={of} />
        </section>
        <HistoryCard of={history} />
      </aside>
    </div>
  );
}

interface NoteFactsProps {
  readonly of: (name: string) => string | null;
}

function NoteFacts({ of }: NoteFactsProps): React.JSX.Element {
  const [customerId, callId, createdAt, editedAt] = ['customerId', 'callId', 'createdAt', 'editedAt'].map(of);
  return (
    <Facts
      facts={[
        ['Kind', stateWords(of('kind') ?? '')],
        [
          'Customer',
          customerId ? (
            <RecordLink key="customer" list="customers" id={customerId}>
              {of('customerName') ?? customerId.slice(-8)}
            </RecordLink>
          ) : null,
        ],
        [
          'Call',
          callId ? (
            <RecordLink key="call" list="calls" id={callId}>
              the call it is about
            </RecordLink>
          ) : null,
        ],
        ['Written by', of('author')],
        ['Written', createdAt ? <When key="at" at={createdAt} ago /> : null],
        ['Edited', editedAt ? <When key="edited" at={editedAt} ago /> : null],
      ]}
    />
  );
}

interface WordsProps {
  readonly title: string;
  readonly text: string | null;
  /** Said in its place; without it, a part that is empty is left out. */
  readonly none?: string;
}

function Words({ title, text, none }: WordsProps): React.JSX.Element | null {
  if (!text && !none) return null;
  return (
    <article className="w-card">
      <h2 className="w-card-title">{title}</h2>
      {text ? <p className="w-note">{text}</p> : <p className="w-muted">{none}</p>}
    </article>
  );
}
