import React from 'react';
import { Link } from 'react-router-dom';
import type { RecordJSON } from 'adminjs';

import type { EscalationMoment, EscalationRecord, EscalationView } from '../../onboarding/escalation-view.js';
import { Badge } from './badge.js';
import { EscalationSlackCard } from './escalation-slack.js';
import { isOpen, panel } from './panel-global.js';
import { ProblemNote } from './problem-note.js';
import { Structured } from './structured.js';
import { useData } from './use-data.js';
import { When } from './when.js';

const inSlack = ({ slack }: EscalationView): boolean =>
  slack.messages.some(({ status }) => status === 'queued' || status === 'running');

/** An escalation: what happened, what shows it, who has it, and what its channel was told. */
export default function Escalation({ record }: { readonly record: RecordJSON }): React.JSX.Element {
  const { data, problem, refresh } = useData<EscalationView>(
    `escalations/${encodeURIComponent(String(record.id))}`,
    inSlack,
  );
  if (!data)
    return problem ? <ProblemNote problem={problem} /> : <div className="w-skeleton" role="status" />;
  return (
    <div className="w-runbook w-escalation">
      <div className="w-runbook-main">
        <WhatHappened view={data} />
        <section className="w-card" aria-label="Timeline">
          <h2 className="w-card-title">Timeline</h2>
          <ol className="w-timeline">
            {data.timeline.map((moment) => (
              <Moment key={moment.id} {...moment} />
            ))}
          </ol>
        </section>
      </div>
      <aside className="w-runbook-aside">
        <Whose view={data} />
        <EscalationSlackCard slack={data.slack} onDone={refresh} />
      </aside>
    </div>
  );
}

function WhatHappened({ view }: { readonly view: EscalationView }): React.JSX.Element {
  const { details, resolution, evidence, records } = view;
  return (
    <section className="w-card" aria-label="What happened">
      <h2 className="w-card-title">What happened</h2>
      <p>{view.trigger}</p>
      {details ? <p className="w-text">{details}</p> : null}
      {resolution ? (
        <>
          <h3 className="w-card-title">What was done</h3>
          <p className="w-text">{resolution}</p>
        </>
      ) : null}
      <h3 className="w-card-title">Evidence</h3>
      {Object.keys(evidence).length > 0 ? <Structured text={JSON.stringify(evidence)} /> : null}
      {records.length > 0 ? (
        <ul className="w-evidence">
          {records.map((one) => (
            <EvidenceItem key={`${one.list} ${one.id}`} {...one} />
          ))}
        </ul>
      ) : Object.keys(evidence).length === 0 ? (
        <p className="w-muted">No record was named.</p>
      ) : null}
    </section>
  );
}

function EvidenceItem({ list, id, title, quote }: EscalationRecord): React.JSX.Element {
  const link = `${panel().paths.root}/resources/${list}/records/${id}/show`;
  return (
    <li>
      {isOpen(list) ? <Link to={link}>{title}</Link> : <span>{title}</span>}
      {quote ? <blockquote className="w-text">{quote}</blockquote> : null}
    </li>
  );
}

const WORDS: Readonly<Record<string, string>> = {
  opened: 'Opened',
  added: 'Added',
  acknowledged: 'Acknowledged',
  resolved: 'Resolved',
  reopened: 'Opened again',
};

function Moment({ at, kind, by, words }: EscalationMoment): React.JSX.Element {
  return (
    <li>
      <When at={at} />
      <div>
        <p>{WORDS[kind] ?? kind}</p>
        {words ? <p className="w-text">{words}</p> : null}
        <p className="w-muted">{by}</p>
      </div>
    </li>
  );
}

function Whose({ view }: { readonly view: EscalationView }): React.JSX.Element {
  const { customer, owner, team } = view;
  return (
    <section className="w-card" aria-label="Who has it">
      <dl className="w-facts">
        <dt>Team</dt>
        <dd>
          {team.title} <span className="w-muted">{team.channel}</span>
        </dd>
        <dt>Who has it</dt>
        <dd>{owner ?? <span className="w-muted">nobody yet</span>}</dd>
        <dt>Status</dt>
        <dd>
          <Badge state={view.status} />
        </dd>
        <dt>Opened</dt>
        <dd>
          <When at={view.openedAt} ago />
        </dd>
        {customer ? (
          <>
            <dt>Customer</dt>
            <dd>
              <CustomerLink {...customer} />
            </dd>
          </>
        ) : null}
      </dl>
    </section>
  );
}

function CustomerLink(customer: NonNullable<EscalationView['customer']>): React.JSX.Element {
  const words = `${customer.companyName} (${customer.number})`;
  if (!isOpen('customers')) return <span>{words}</span>;
  return <Link to={`${panel().paths.root}/resources/customers/records/${customer.id}/show`}>{words}</Link>;
}
