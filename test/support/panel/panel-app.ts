import type { AddressInfo } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Request } from 'express';
import helmet from 'helmet';

import { AdminPanelModule } from '../../../src/admin/admin-panel.module.js';
import { mountPanel } from '../../../src/admin/mount-panel.js';
import {
  PanelCommands,
  PanelContent,
  PanelSession,
  PanelSettings,
  type CommandDescription,
  type CommandRequest,
  type PanelAdmin,
  type PanelDataSource,
} from '../../../src/admin/panel.ports.js';
import { commonErrors } from '../../../src/platform/errors/common-errors.js';
import { ProblemFilter } from '../../../src/platform/errors/problem.filter.js';
import { requestId } from '../../../src/platform/process/request-id.js';
import { fakeOnboarding } from './panel-onboarding.js';
import { panelLists } from './panel-rows.js';

export interface PanelApp {
  readonly app: INestApplication;
  readonly url: string;
  /** Every command that arrived. */
  readonly sent: CommandRequest[];
  /** Who the next requests are; null is nobody. */
  actAs(admin: PanelAdmin | null): void;
}

export const OPS: PanelAdmin = {
  id: '018f0000-0000-7000-8fff-000000000001',
  email: 'ops-team@waooaw.com',
  name: 'Ops </script>',
  role: 'ops',
};

/** The panel over rows in memory, a session that is simply set, and commands that refuse or work as told. */
export async function startPanel(assetFolder: string): Promise<PanelApp> {
  process.env['NODE_ENV'] = 'production';
  const sent: CommandRequest[] = [];
  const onboarding = fakeOnboarding();
  let admin: PanelAdmin | null = OPS;
  const session: PanelSession = { current: (_request: Request) => admin };
  const content: PanelContent = {
    lists: panelLists(),
    data: sources(onboarding),
    streams: [],
    documents: [],
    pages: [],
    recordParts: { customers: [{ title: 'Runbook', component: 'Runbook' }] },
  };
  const settings: PanelSettings = {
    deployment: 'sandbox',
    assetFolder,
    support: () => Promise.resolve('Ask in #eng-support.'),
    slim: false,
    words: { linkedin: 'LinkedIn' },
    offeredPlatforms: [],
    clockOffsetMs: () => Promise.resolve(0),
  };
  const module = AdminPanelModule.forRoot({
    providers: [
      { provide: PanelSession, useValue: session },
      { provide: PanelContent, useValue: content },
      { provide: PanelSettings, useValue: settings },
      { provide: PanelCommands, useValue: fakeCommands(sent, onboarding) },
    ],
  });
  const app = await NestFactory.create(module, { bodyParser: false, logger: ['error', 'warn'] });
  app.use(requestId, helmet());
  app.useGlobalFilters(new ProblemFilter());
  mountPanel(app, { publicUrl: 'http://127.0.0.1' });
  await app.listen(0, '127.0.0.1');
  const { port } = (app.getHttpServer() as { address(): AddressInfo }).address();
  return { app, sent, url: `http://127.0.0.1:${port}`, actAs: (next) => (admin = next) };
}

function sources(onboarding: ReturnType<typeof fakeOnboarding>): PanelDataSource[] {
  return [
    {
      path: 'customers/:id/onboarding',
      roles: ['ops', 'csm'],
      read: () => Promise.resolve(onboarding.view()),
    },
    { path: 'customers/:id/pulse', roles: ['ops', 'csm'], read: () => Promise.resolve({ newest: null }) },
    { path: 'dashboard', roles: ['ops', 'csm'], read: () => Promise.resolve(dashboard) },
  ];
}

const dashboard = {
  tiles: [
    {
      label: 'In onboarding',
      value: 23,
      note: 'customers not past Step 14',
      href: '/admin/resources/customers',
    },
    { label: 'Stuck', value: 2, note: 'no step for 48 hours', tone: 'bad' },
    { label: 'Trials running', value: 11, tone: 'good' },
    { label: 'Goals to approve', value: 4, tone: 'warn', href: '/admin/resources/goal-approvals' },
  ],
  lists: [
    {
      title: 'Waiting for us',
      empty: 'Nobody waits for us.',
      items: [
        {
          title: 'Sunrise Academy 2',
          text: 'Step 4: Create Trial Subscription',
          href: '/admin/resources/customers',
          at: '2026-02-12T04:30:00Z',
          state: 'active',
        },
        {
          title: 'Northwind Traders 3',
          text: 'Step 8: Validate Credentials',
          href: '/admin/resources/customers',
          at: '2026-02-11T09:00:00Z',
          state: 'in_review',
        },
      ],
    },
    { title: 'Calls today', empty: 'No calls today.', items: [] },
  ],
};

const createSchema = {
  type: 'object',
  required: ['email', 'companyName', 'industry'],
  properties: {
    email: { type: 'string', format: 'email', title: 'Email' },
    companyName: { type: 'string', title: 'Company Name', description: 'The full legal name.' },
    industry: { type: 'string', enum: ['marketing', 'education', 'sales', 'trading'], title: 'Industry' },
  },
};

const described: Readonly<Record<string, Omit<CommandDescription, 'command'>>> = {
  'customer.create': { label: 'Create New', schema: createSchema, tone: 'primary' },
  'customer.suspend': { label: 'Suspend', confirm: 'The customer can no longer sign in.', tone: 'danger' },
};

function fakeCommands(sent: CommandRequest[], onboarding: ReturnType<typeof fakeOnboarding>): PanelCommands {
  return {
    knows: (name) => name in described,
    references: (name) => (name in described ? { lists: [], open: () => true } : null),
    describe: (names) =>
      Promise.resolve(
        names.flatMap((name) => (described[name] ? [{ command: name, ...described[name] }] : [])),
      ),
    dispatch: async (request) => {
      sent.push(request);
      if (request.name === 'onboarding.tick') onboarding.tick(request.input['lines'] as string[]);
      if (request.name === 'credential.test') onboarding.startTest();
      if (request.name === 'call.schedule') throw noSlot();
      if (request.name === 'trial.create') throw badTrial();
      if (request.name === 'customer.create') throw badEmail();
      return Promise.resolve({ status: request.name === 'credential.test' ? 202 : 200, body: {} });
    },
  };
}

const noSlot = (): Error =>
  commonErrors.transition_refused('Priya Sharma has no free slot within 24 hours.', {
    hint: 'Record the reason and take the first slot.',
  });
const badTrial = (): Error =>
  commonErrors.duplicate('C-1002 has an open marketing trial.', { hint: 'End that trial first.' });
const badEmail = (): Error =>
  commonErrors.validation_failed('Not accepted: email.', {
    fields: [{ field: 'email', message: 'This address belongs to C-1001.' }],
  });
