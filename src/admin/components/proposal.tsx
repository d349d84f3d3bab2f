import React from 'react';

import type { ProposalView, TicketView } from '../../goals/deliverables/proposal-view.js';
import { Facts } from './record-data.js';
import { When } from './when.js';

/** What a draft proposes to do outside, in words, with each limit it was held against. */
export function Proposal({ proposal }: { readonly proposal: ProposalView }): React.JSX.Element {
  const { title, facts, checks, notBefore, ticket, zone } = proposal;
  return (
    <section className="w-card" aria-label="Proposed action">
      <h2 className="w-card-title">{title}</h2>
      <p className="w-side-note w-muted">
        It is a suggestion: nothing is posted or traded unless it is approved.
      </p>
      {ticket ? <Ticket ticket={ticket} /> : null}
      <Facts
        facts={[
          ...facts.map(({ name, value }) => [name, value] as const),
          ['Not before', notBefore ? <When key="at" at={notBefore} zone={zone} /> : null],
        ]}
      />
      {checks.length > 0 ? <Limits checks={checks} /> : null}
    </section>
  );
}

/** The trade as the order it would become. */
function Ticket({ ticket }: { readonly ticket: TicketView }): React.JSX.Element {
  return (
    <div className={`w-ticket w-ticket-${ticket.side}`}>
      <p>
        <span className="w-ticket-side">{ticket.side}</span> <b>{ticket.symbol}</b>
      </p>
      <Facts
        facts={[
          ['Contracts', String(ticket.contracts)],
          ['Notional', ticket.notional],
        ]}
      />
    </div>
  );
}

function Limits({ checks }: Pick<ProposalView, 'checks'>): React.JSX.Element {
  return (
    <table className="w-limits">
      <thead>
        <tr>
          <th scope="col">Limit</th>
          <th scope="col">Here</th>
          <th scope="col">Allowed</th>
        </tr>
      </thead>
      <tbody>
        {checks.map(({ limit, value, allowed }) => (
          <tr key={limit}>
            <td>{limit.charAt(0).toUpperCase() + limit.slice(1)}</td>
            <td>{value}</td>
            <td>{allowed}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
