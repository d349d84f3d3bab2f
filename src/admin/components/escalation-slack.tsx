import React from 'react';

import type { EscalationMessage, EscalationSlack } from '../../onboarding/escalation-view.js';
import { Badge } from './badge.js';
import { CommandButton } from './command-button.js';
import { When } from './when.js';

const EVENTS: Readonly<Record<string, string>> = {
  opened: 'that it was opened',
  reopened: 'that it is open again',
  resolved: 'that it is resolved',
};

/** What the team's channel was told, and how that went. */
export function EscalationSlackCard(props: {
  readonly slack: EscalationSlack;
  readonly onDone: () => void;
}): React.JSX.Element {
  const { channel, connected, variable, messages } = props.slack;
  return (
    <section className="w-card" aria-label="Slack">
      <h2 className="w-card-title">Slack {channel}</h2>
      {connected ? null : (
        <p className="w-muted">
          Not connected: this escalation is shown in the panel only. <code>{variable}</code> connects the
          channel.
        </p>
      )}
      {connected && messages.length === 0 ? (
        <p className="w-muted">Nothing was sent: the channel was not connected then.</p>
      ) : null}
      <ul className="w-items w-slack">
        {messages.map((message) => (
          <Message key={message.id} message={message} onDone={props.onDone} />
        ))}
      </ul>
    </section>
  );
}

function Message(props: {
  readonly message: EscalationMessage;
  readonly onDone: () => void;
}): React.JSX.Element {
  const { id, event, status, askedAt, endedAt, nextAt, trouble, attempts } = props.message;
  return (
    <li>
      <p>
        <Badge state={status} /> {EVENTS[event] ?? event}
      </p>
      <p className="w-muted">
        <When at={endedAt ?? askedAt} />
        {attempts > 1 ? ` · ${attempts} attempts` : ''}
      </p>
      {trouble ? <p className="w-reason">{trouble}</p> : null}
      {nextAt && attempts > 0 ? (
        <p className="w-muted">
          Next attempt <When at={nextAt} />
        </p>
      ) : null}
      {status === 'failed' ? (
        <CommandButton command="slack.resend" subjectId={id} label="Send again" onDone={props.onDone} />
      ) : null}
    </li>
  );
}
