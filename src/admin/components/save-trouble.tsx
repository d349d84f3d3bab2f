import React, { useState } from 'react';

import { CommandForm } from './command-form.js';
import { Dialog } from './dialog.js';
import type { PageAction, PageActions } from './page-commands.js';
import type { AgentFormState } from './use-agent-form.js';
import { useData } from './use-data.js';

/** From this failure in a row on, it is not the line alone. */
const ESCALATES_AFTER = 2;

interface SaveTroubleProps {
  readonly agentId: string | null;
  readonly state: AgentFormState;
}

/** A save that failed: nothing typed is lost, and after the second in a row engineering may be told (Issue 3). */
export function SaveTrouble({ agentId, state }: SaveTroubleProps): React.JSX.Element | null {
  const { failures } = state;
  // Asked while the line is good: it may be gone when it is needed.
  const { data } = useData<PageActions>(`actions/agents/${encodeURIComponent(agentId ?? '')}`);
  if (failures.count === 0) return null;
  const offer = data?.actions.find(({ command: name }) => name === 'agent.escalate');
  const isOffered = failures.count >= ESCALATES_AFTER && offer !== undefined;
  return (
    <section className="w-save-trouble" aria-label="The save failed">
      <p>
        {failures.count === 1
          ? 'The save failed. What you typed is still here; save again.'
          : `The save failed ${failures.count} times in a row. What you typed is still here.`}
      </p>
      {isOffered ? (
        <Escalate
          offer={offer}
          defaults={{ ...offer.defaults, details: detailsOf(state, offer.defaults?.['details']) }}
        />
      ) : null}
    </section>
  );
}

const WORDS = 'Escalate to engineering';

interface EscalateProps {
  readonly offer: PageAction;
  readonly defaults: Readonly<Record<string, unknown>>;
}

function Escalate({ offer, defaults }: EscalateProps): React.JSX.Element {
  const [stands, setStands] = useState<'offered' | 'asked' | 'told'>('offered');
  if (stands === 'told') return <p role="status">Engineering was told ✓</p>;
  return (
    <>
      <button type="button" className="w-button" onClick={() => setStands('asked')}>
        {WORDS}
      </button>
      {stands === 'asked' ? (
        <Dialog title={WORDS} onClose={() => setStands('offered')}>
          <CommandForm
            command={offer.command}
            subjectId={offer.subjectId}
            schema={offer.schema ?? {}}
            defaults={defaults}
            submitLabel={WORDS}
            onDone={() => setStands('told')}
            onCancel={() => setStands('offered')}
          />
        </Dialog>
      ) : null}
    </>
  );
}

/** How often and since when; nothing of the settings. */
function detailsOf({ failures, command }: AgentFormState, known: unknown): string {
  const at = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
  const code = command.problem?.code ?? 'unknown';
  const here = `In the panel the save failed ${failures.count} times in a row since ${at(failures.since)} UTC (${code}).`;
  return typeof known === 'string' ? `${here}\n${known}` : here;
}
