import type { ContractFigures } from '../../goals/runtimes/market/contract-figures.js';
import type { AgentPage } from '../../onboarding/agent-page/agent-page.queries.js';
import { isId } from '../../platform/ids/new-id.js';
import type { StaffRole } from '../../platform/unit-of-work/actor.js';
import type { PanelDataSource } from '../panel.ports.js';

/** An agent's configuration and its history; 404 for an unknown one. */
export const agentSource = (page: AgentPage, roles: readonly StaffRole[]): PanelDataSource => ({
  path: 'agents/:id/configuration',
  roles,
  read: ({ params: { id = '' } }) => (isId(id) ? page.view(id) : Promise.resolve(null)),
});

const COIN = /^[A-Z0-9]{2,10}$/;

/** What one contract of a coin is worth now, asked of the exchange. */
export const contractSource = (figures: ContractFigures, roles: readonly StaffRole[]): PanelDataSource => ({
  path: 'market/:coin/contract',
  roles,
  read: ({ params: { coin = '' } }) => (COIN.test(coin) ? figures.of(coin) : Promise.resolve(null)),
});
