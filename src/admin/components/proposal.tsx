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
      {ticket ? <Ticket ticket={ticket} zone={zone} /> : null}
      <Facts
        facts={[
          ...facts.map(({ name, value }) => [name, value] as const),
          ['Not before', notBefore ? <When key="at" at={notBefore} zone={zone} /> : null],
        ]}
      />
      {checks.length > 0 ? <Limits checks={checks} results={ticket !== null} /> : null}
    </section>
  );
}

interface TicketProps {
  readonly ticket: TicketView;
  readonly zone: string;
}

/** The trade as the order it would become. */
function Ticket({ ticket, zone }: TicketProps): React.JSX.Element {
  const { markPrice, markPriceAt } = ticket;
  return (
    <div className={`w-ticket w-ticket-${ticket.side}`}>
      <p>
        <span className="w-ticket-side">{ticket.side}</span> <b>{ticket.symbol}</b>
      </p>
      <Facts
        facts={[
          ['Contracts', String(ticket.contracts)],
          ['Amount', ticket.amount],
          [
            'Mark price',
            <React.Fragment key="price">
              {markPrice}
              {markPriceAt ? (
                <>
                  {' at '}
                  <When at={markPriceAt} zone={zone} />
                </>
              ) : null}
            </React.Fragment>,
          ],
          ['Notional', ticket.notional],
        ]}
      />
    </div>
  );
}

interface LimitsProps extends Pick<ProposalView, 'checks'> {
  /** Whether each limit was passed stands beside it. */
  readonly results: boolean;
}

function Limits({ checks, results }: LimitsProps): React.JSX.Element {
  return (
    <table className="w-limits">
      <thead>
        <tr>
          <th scope="col">Limit</th>
          <th scope="col">Here</th>
          <th scope="col">Allowed</th>
          {results ? <th scope="col">Result</th> : null}
        </tr>
      </thead>
      <tbody>
        {checks.map(({ limit, value, allowed, result }) => (
          <tr key={limit}>
            <td>{limit.charAt(0).toUpperCase() + limit.slice(1)}</td>
            <td>{value}</td>
            <td>{allowed}</td>
            {results ? <td>{result}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
