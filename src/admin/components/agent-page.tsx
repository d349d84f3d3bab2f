import React from 'react';
import type { RecordJSON } from 'adminjs';

import type { AgentPageView, SettingsVersionView } from '../../onboarding/agent-page-view.js';
import { TodaysFigure } from './contract-figure.js';
import { Facts, HistoryCard, NotYet, RecordLink, useHistory } from './record-data.js';
import { useData } from './use-data.js';
import { When } from './when.js';

/** An agent's page: what it is set to, its limits in words, and every configuration it was saved with. */
export default function Agent({ record }: { readonly record: RecordJSON }): React.JSX.Element {
  const id = String(record.id);
  const history = useHistory('agents', id);
  const { data, problem } = useData<AgentPageView>(`agents/${encodeURIComponent(id)}/configuration`);
  if (!data) return <NotYet problem={problem} />;
  return (
    <div className="w-record-columns">
      <div className="w-record-main">
        <Limits agent={data} />
        <Settings agent={data} />
        <Versions versions={data.versions} />
      </div>
      <aside className="w-record-side">
        <About agent={data} />
        <HistoryCard of={history} />
      </aside>
    </div>
  );
}

function Limits({ agent }: { readonly agent: AgentPageView }): React.JSX.Element | null {
  if (agent.limits.length === 0 || !agent.stored) return null;
  return (
    <section className="w-card" aria-label="Risk limits">
      <h2 className="w-card-title">Risk limits</h2>
      <ul className="w-limits-said">
        {agent.limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
      <TodaysFigure settings={agent.stored} />
    </section>
  );
}

function Settings({ agent }: { readonly agent: AgentPageView }): React.JSX.Element {
  return (
    <section className="w-card" aria-label="Settings">
      <h2 className="w-card-title">Settings</h2>
      {agent.settings.length === 0 ? (
        <p className="w-muted">It is not configured yet: press Configure Agent (Step 9).</p>
      ) : (
        <Facts facts={agent.settings.map(({ title, value }) => [title, value] as const)} />
      )}
    </section>
  );
}

function Versions({
  versions,
}: {
  readonly versions: readonly SettingsVersionView[];
}): React.JSX.Element | null {
  if (versions.length === 0) return null;
  const [newest] = versions;
  return (
    <section className="w-card" aria-label="Saved configurations">
      <h2 className="w-card-title">Saved configurations</h2>
      {versions.map((version) => (
        <details key={version.number} className="w-revision" open={version === newest}>
          <summary>
            <b>Version {version.number}</b> by {version.by}, <When at={version.at} />
            <span className="w-muted">{version.limitsConfirmed ? ' · limits confirmed' : ''}</span>
          </summary>
          <Changes version={version} />
        </details>
      ))}
    </section>
  );
}

function Changes({
  version: { changes, number },
}: {
  readonly version: SettingsVersionView;
}): React.JSX.Element {
  if (changes === null) return <p className="w-muted">Its words were erased with the customer.</p>;
  return (
    <table className="w-limits">
      <thead>
        <tr>
          <th scope="col">Setting</th>
          {number === 1 ? null : <th scope="col">Before</th>}
          <th scope="col">{number === 1 ? 'Set to' : 'After'}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, title, from, to }) => (
          <tr key={field}>
            <td>{title}</td>
            {number === 1 ? null : (
              <td>
                <del>{from ?? 'nothing'}</del>
              </td>
            )}
            <td>{number === 1 ? to : <ins>{to}</ins>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function About({ agent }: { readonly agent: AgentPageView }): React.JSX.Element {
  const { customer, liveGoals, platforms, advice } = agent;
  return (
    <section className="w-card" aria-label="Agent">
      <Facts
        facts={[
          [
            'Customer',
            <RecordLink key="customer" list="customers" id={customer.id}>
              {customer.name}
            </RecordLink>,
          ],
          ['Type', agent.title],
          ['Target platforms', platforms.join(', ')],
          ['Advice', advice],
          ['Bounds', agent.boundsProfile === 'trial' ? 'of a trial' : 'of a hired agent'],
          ['Live goals', liveGoals.length === 0 ? 'none' : <LiveGoals key="goals" goals={liveGoals} />],
        ]}
      />
      {liveGoals.length > 0 ? (
        <p className="w-help">A change of its limits sends live goals back to Goal Approvals.</p>
      ) : null}
    </section>
  );
}

const LiveGoals = ({ goals }: { readonly goals: AgentPageView['liveGoals'] }): React.JSX.Element => (
  <>
    {goals.map(({ id, name }) => (
      <div key={id}>
        <RecordLink list="goals" id={id}>
          {name}
        </RecordLink>
      </div>
    ))}
  </>
);
