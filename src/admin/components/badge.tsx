import React from 'react';

import { panel } from './panel-global.js';

/** The colour of a state, by what it asks of the reader. */
export type Tone = 'good' | 'busy' | 'wait' | 'warn' | 'bad' | 'quiet';

const tones: Readonly<Record<Tone, readonly string[]>> = {
  good: [
    'active',
    'accepted',
    'approved',
    'completed',
    'clear',
    'verified',
    'sent',
    'converted',
    'held',
    'resolved',
  ].concat([
    'configured',
    'done',
    'healthy',
    'ok',
    'on_time',
    'met',
    'recorded',
    'handed_over',
    'yes',
    'likely',
  ]),
  busy: ['running', 'sending', 'queued', 'scheduled', 'acknowledged', 'received'],
  wait: [
    'pending',
    'pending_approval',
    'in_review',
    'draft',
    'inconclusive',
    'paused',
    'open',
    'not_yet',
    'proposed',
    'parked',
  ],
  warn: [
    'flagged',
    'expired',
    'unreachable',
    'warning',
    'late',
    'no_show',
    'stuck',
    'unknown',
    'at_risk',
    'due',
  ],
  bad: ['rejected', 'invalid', 'failed', 'suspended', 'refused', 'missed', 'dead', 'error', 'lost'],
  quiet: ['closed', 'cancelled', 'archived', 'disconnected', 'duplicate', 'none', 'no'],
};

export function toneOf(state: string): Tone {
  const found = (Object.keys(tones) as Tone[]).find((tone) => tones[tone].includes(state));
  return found ?? 'quiet';
}

/** `pending_approval` → "Pending Approval", the runbook's spelling of states. */
export function stateWords(state: string): string {
  const known = panel().words[state];
  if (known !== undefined) return known;
  return state.replace(/[_-]+/g, ' ').replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

/** `createdAt` → "Created at". */
export function columnWords(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/_/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export interface BadgeProps {
  readonly state: string;
  readonly tone?: Tone;
  readonly children?: React.ReactNode;
}

export function Badge({ state, tone, children }: BadgeProps): React.JSX.Element {
  return <span className={`w-badge w-badge-${tone ?? toneOf(state)}`}>{children ?? stateWords(state)}</span>;
}
