import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../config/load-config.js';
import { SystemClock } from '../clocks/system-clock.js';
import { newId } from '../ids/new-id.js';
import { PageTickets } from './page-tickets.js';

class SetClock extends SystemClock {
  constructor(private readonly at: string) {
    super();
  }
  override now(): Date {
    return new Date(this.at);
  }
}

describe('PageTickets', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tickets-'));
  const at = (instant: string) => new PageTickets(loadConfig({ DATA_DIR: dataDir }), new SetClock(instant));
  const id = newId();
  const ticket = at('2026-02-12T10:00:00Z').issue('connect', id, 2);

  afterAll(() => rmSync(dataDir, { recursive: true }));

  it('opens its page until its end, in every process of the installation', () => {
    expect(at('2026-02-12T11:59:59Z').open('connect', ticket)).toBe(id);
    expect(at('2026-02-12T12:00:00Z').open('connect', ticket)).toBeUndefined();
  });

  it('opens no other page, no other id, no later end', () => {
    const tickets = at('2026-02-12T11:00:00Z');
    const [, end, mac] = ticket.split('.');
    expect(tickets.open('review', ticket)).toBeUndefined();
    expect(tickets.open('connect', `${newId()}.${end}.${mac}`)).toBeUndefined();
    expect(tickets.open('connect', `${id}.${Number(end) + 1}.${mac}`)).toBeUndefined();
    for (const odd of ['', '..', 'x', undefined, ['a'], `${id}.${end}.`])
      expect(tickets.open('connect', odd)).toBeUndefined();
  });
});
