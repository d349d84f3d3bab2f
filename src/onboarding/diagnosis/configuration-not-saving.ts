import { AGENT_TYPES } from '../../agents/types/agent-types.js';
import { wall } from '../runbook/evidence.js';
import { configureAgent } from '../runbook/goal-steps.js';
import type { StepCommand } from '../runbook/step.js';
import { bad, ok, type Check, type Issue, type TroubleFacts } from './diagnosis.js';
import type { SavingTrouble } from './saving-trouble.queries.js';

/** The agent that is worth a look: whose newest save failed, else the one that was never saved, else the first. */
const concerned = ({ saves }: TroubleFacts): SavingTrouble | undefined =>
  saves.find(({ unsaved }) => unsaved !== null) ??
  saves.find(({ agent }) => agent.status === 'draft') ??
  saves[0];

const [asInStep9] = configureAgent.commands;

/** Step 9's own form, for the agent in question. */
function configure(trouble: TroubleFacts): StepCommand[] {
  const agent = concerned(trouble)?.agent;
  if (!agent || !asInStep9) return [];
  const { command, label, defaults, fields } = asInStep9;
  return [
    {
      command,
      subject: () => agent.id,
      offered: () => true,
      ...(label ? { label } : {}),
      ...(defaults ? { defaults: (facts) => defaults({ ...facts, agent }) } : {}),
      ...(fields ? { fields: (facts) => fields({ ...facts, agent }) } : {}),
    },
  ];
}

/** Prefilled: which agent, what failed and how often; nothing of its settings. */
function escalate(trouble: TroubleFacts): StepCommand[] {
  const found = concerned(trouble);
  if (!found) return [];
  const { agent, unsaved, inVain } = found;
  const title = AGENT_TYPES[agent.type].title.toLowerCase();
  const failed = unsaved
    ? `The last ${inVain} saves came to nothing; the newest: ${unsaved.code ?? unsaved.outcome}.`
    : '';
  return [
    {
      command: 'agent.escalate',
      subject: () => agent.id,
      label: 'Escalate to engineering',
      tone: 'quiet',
      offered: () => true,
      defaults: () => ({
        trigger: 'performance',
        cause: `The configuration of the ${title} is not saving`,
        ...(failed === '' ? {} : { details: failed }),
      }),
    },
  ];
}

const both = (trouble: TroubleFacts): StepCommand[] => [...configure(trouble), ...escalate(trouble)];

/** A check that holds unless the newest save was refused for one of these reasons. */
function refusedAs(
  codes: readonly string[],
  check: Omit<Check, 'judge' | 'commands'> & { readonly found: string; readonly good: string },
): Check {
  const { found, good, ...rest } = check;
  return {
    ...rest,
    judge: (trouble) => {
      const unsaved = concerned(trouble)?.unsaved;
      if (!unsaved || unsaved.outcome !== 'refused' || !codes.includes(unsaved.code ?? '')) return ok(good);
      return bad(`The last save, ${wall(unsaved.at, trouble.facts)}, ${found}`);
    },
    commands: configure,
  };
}

const serverAnswers: Check = {
  id: 'server_saves',
  question: 'Did the server save without failing?',
  judge: (trouble) => {
    const found = concerned(trouble);
    if (found?.unsaved?.outcome !== 'failed') return ok('No save failed on our side.');
    const { code, at } = found.unsaved;
    return bad(`The last save, ${wall(at, trouble.facts)}, failed on our side (${code ?? 'internal'}).`);
  },
  remedy:
    'This is ours, not the customer’s. Nothing was changed: save once more; if it persists, escalate to engineering.',
  commands: both,
};

/** No try is left over: either something was saved, or nothing ever reached us. */
const configured: Check = {
  id: 'reached_us',
  question: 'Did a save reach us, and was it kept?',
  judge: (trouble) => {
    const found = concerned(trouble);
    if (found?.unsaved) return bad(`The last save was refused (${found.unsaved.code ?? 'without a name'}).`);
    if (found?.lastSavedAt) return ok(`Saved ${wall(found.lastSavedAt, trouble.facts)}.`);
    return found?.agent.status === 'configured'
      ? ok('It is configured.')
      : bad('The agent is not configured, and no save has reached us in two weeks.');
  },
  remedy:
    'What leaves no trace here did not come through the network. Retry the save with a better connection; the form keeps what is typed.',
  commands: both,
};

/** Runbook, Issue 3. Its causes in its order, with what our own log can tell beside them. */
export const configurationNotSaving: Issue = {
  id: 'issue-3',
  title: 'Issue 3: Agent Configuration Not Saving',
  symptoms: '"Save failed" or fields reset after save',
  asked: ({ saves }) => saves.length > 0,
  checks: [
    refusedAs(['settings_incomplete'], {
      id: 'fields_filled',
      question: 'Were all required fields filled?',
      found: 'missed a required field.',
      good: 'The last save missed none.',
      remedy: 'Fill in every field marked with *; the form opens at the first that is missing, and names it.',
    }),
    refusedAs(['settings_json_invalid', 'malformed_body'], {
      id: 'json_valid',
      question: 'Was the JSON configuration valid?',
      found: 'was JSON that cannot be read.',
      good: 'Nothing unreadable was sent.',
      remedy:
        'The JSON editor names line and column of each fault; no other page is needed. Or go on in the form.',
    }),
    refusedAs(['validation_failed', 'settings_out_of_bounds', 'platform_not_offered'], {
      id: 'values_allowed',
      question: 'Were all values allowed?',
      found: 'held a value that is not allowed.',
      good: 'The last save held none that is not allowed.',
      remedy:
        'The form names the field and its limit; on trial: 1 unit, ₹10,000, BTC, 5 trades, 09:00–21:00, or 3 posts within 09:00–18:00.',
    }),
    refusedAs(['limits_not_confirmed'], {
      id: 'limits_confirmed',
      question: 'Were the risk limits confirmed?',
      found: 'stopped before the limits were confirmed.',
      good: 'No save stopped at the confirmation.',
      remedy: 'Read the limits back to the customer and press Confirm limits and save.',
    }),
    refusedAs(['version_conflict', 'idempotency_mismatch'], {
      id: 'nobody_else',
      question: 'Was nobody else saving at the same time?',
      found: 'was overtaken by another save.',
      good: 'No save overtook another.',
      remedy:
        'Open the form again: it shows what the other changed. Its history says who; bring the change in and save.',
    }),
    refusedAs(['forbidden', 'not_found'], {
      id: 'may_save',
      question: 'May the person save it?',
      found: 'was made by somebody who may not.',
      good: 'Whoever saved may.',
      remedy: 'Operations, the manager or the customer configure an agent; sign in as one of them.',
    }),
    serverAnswers,
    configured,
  ],
  otherwise: {
    remedy:
      'Nothing known to us stands in the way: the configuration is saved. If fields reset all the same, retry with a better internet connection; if it persists, escalate to engineering.',
    commands: both,
  },
};
