import React, { useState } from 'react';
import type { RecordJSON } from 'adminjs';

import { stateWords } from './badge.js';
import { panel } from './panel-global.js';
import { Facts, RecordLink, textOf } from './record-data.js';
import { When } from './when.js';

/** A stored mail's page: the copy that may be kept, as it was sent and as plain text. */
export default function Mail({ record }: { readonly record: RecordJSON }): React.JSX.Element {
  const params = record.params as Readonly<Record<string, unknown>>;
  const of = (name: string): string | null => textOf(params, name);
  const sentAt = of('sentAt');
  const dueAt = of('dueAt');
  const customerId = of('customerId');
  return (
    <div className="w-record-columns">
      <Copy id={String(record.id)} subject={of('subject')} text={of('text')} />
      <aside className="w-record-side">
        <section className="w-card" aria-label="Mail">
          {of('lastError') ? <p className="w-run-note">{of('lastError')}</p> : null}
          <Facts
            facts={[
              ['To', of('toEmail')],
              ['Template', stateWords(of('template') ?? '')],
              [
                'Customer',
                customerId ? (
                  <RecordLink key="customer" list="customers" id={customerId}>
                    {of('customerName') ?? customerId.slice(-8)}
                  </RecordLink>
                ) : null,
              ],
              ['Sent', sentAt ? <When key="sent" at={sentAt} ago /> : null],
              ['Due', !sentAt && dueAt ? <When key="due" at={dueAt} ago /> : null],
              ['Sent again because', of('resendReason')],
              ['Message-ID', of('messageId')],
            ]}
          />
        </section>
      </aside>
    </div>
  );
}

interface CopyProps {
  readonly id: string;
  readonly subject: string | null;
  readonly text: string | null;
}

interface CopySwitchProps {
  readonly plain: boolean;
  readonly onChange: (plain: boolean) => void;
}

function CopySwitch({ plain, onChange }: CopySwitchProps): React.JSX.Element {
  const choice = (text: string, value: boolean): React.JSX.Element => (
    <button
      type="button"
      className="w-button w-button-small"
      aria-pressed={plain === value}
      onClick={() => onChange(value)}
    >
      {text}
    </button>
  );
  return (
    <div className="w-switch" role="group" aria-label="Show the copy">
      {choice('As sent', false)}
      {choice('Text', true)}
    </div>
  );
}

/** One-time links and passwords are not in it; what is framed may run nothing and lead nowhere. */
function Copy({ id, subject, text }: CopyProps): React.JSX.Element {
  const [plain, setPlain] = useState(false);
  if (text === null)
    return (
      <section className="w-card">
        <p className="w-muted">It is written when it is sent: there is nothing to show yet.</p>
      </section>
    );
  return (
    <section className="w-card w-mail" aria-label="Copy">
      <header className="w-mail-head">
        <h2>{subject}</h2>
        <CopySwitch plain={plain} onChange={setPlain} />
      </header>
      {plain ? (
        <pre className="w-mail-text">{text}</pre>
      ) : (
        <iframe
          className="w-mail-frame"
          title="The mail as it was sent"
          sandbox=""
          src={`${panel().paths.root}/documents/mails/${encodeURIComponent(id)}`}
        />
      )}
      <p className="w-muted">
        The copy that is kept: one-time links and passwords were taken out, and its links lead nowhere.
      </p>
    </section>
  );
}
