import type { FieldChange } from '../agents/settings-changes.js';
import { CommandDispatcher } from '../platform/commands/command-dispatcher.js';
import { formSchema } from '../platform/commands/form-schema.js';
import { AppError } from '../platform/errors/app-error.js';
import { newId } from '../platform/ids/new-id.js';
import type { Page } from '../platform/pages/pages.js';
import type { OwnAgent } from './portal-agents.js';
import { actorOf } from './portal-door.js';
import { portalPage } from './portal-page.js';
import type { PortalAccount } from './portal.queries.js';
import { readInputs } from './schema-form-read.js';
import type { TodaysFigure, TodaysFigures } from './todays-figure.js';
import { drawInputs, objectOf, textsOf, type FormSchema, type Posted, type Values } from './schema-form.js';

const COMMAND = 'agent.configure';
const AT = { name: 'settings', path: 'settings' };

type Answer = { readonly saved: unknown } | { readonly page: Page };

interface Conflict {
  readonly currentVersion: number;
  readonly other: { readonly who: string; readonly at: string } | null;
  readonly changes: readonly FieldChange[];
}

/** Step 9 in the portal: the command's own form, as a page that works without scripts. */
export class AgentSettingsForm {
  constructor(
    private readonly dispatcher: CommandDispatcher,
    private readonly figures: TodaysFigures,
  ) {}

  /** @param typed a form that was posted: it is shown as it was typed */
  async page(account: PortalAccount, own: OwnAgent, typed?: Posted, more: object = {}): Promise<Page> {
    const { schema, start } = await this.asked(account, own);
    const version = typed ? textsOf(typed['version'])[0] : own.agent.version;
    const figure = await this.figures.of(typed ? readInputs(schema, typed, AT.name, start) : start);
    return this.draw(account, own, {
      inputs: drawInputs(schema, start, AT, typed),
      figure,
      version,
      ...more,
    });
  }

  /** After a conflict: the other's values in the fields the other changed, mine in all others. */
  async brought(account: PortalAccount, own: OwnAgent, posted: Posted): Promise<Page> {
    const { schema, start } = await this.asked(account, own);
    const theirs = (textsOf(posted['theirs'])[0] ?? '').split(',');
    const mine = readInputs(schema, posted, AT.name, start);
    const taken = Object.entries(start).filter(([field]) => theirs.includes(field));
    const merged = { ...mine, ...Object.fromEntries(taken) };
    const figure = await this.figures.of(merged);
    return this.draw(account, own, {
      inputs: drawInputs(schema, merged, AT),
      figure,
      version: own.agent.version,
      brought: true,
    });
  }

  /** The command's input as it was typed. */
  async input(account: PortalAccount, own: OwnAgent, posted: Posted) {
    const { schema, start } = await this.asked(account, own);
    return {
      version: Number(textsOf(posted['version'])[0]),
      settings: readInputs(schema, posted, AT.name, start),
      ...(posted['limitsConfirmed'] === 'true' ? { limitsConfirmed: true } : {}),
    };
  }

  /** Saves; or has the limits confirmed first, or shows what another saved meanwhile. Other refusals are thrown on. */
  async ask(
    account: PortalAccount,
    own: OwnAgent,
    posted: Posted,
    save: () => Promise<unknown>,
  ): Promise<Answer> {
    try {
      return { saved: await save() };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'limits_not_confirmed') {
        const { settings } = await this.input(account, own, posted);
        return { page: confirmPage(account, own, posted, error, await this.figures.of(settings)) };
      }
      if (error.code === 'version_conflict')
        return { page: await this.conflict(account, own, posted, error.facts as unknown as Conflict) };
      throw error;
    }
  }

  /** What is typed stands; saving once more saves it over the other change, which is named. */
  private async conflict(
    account: PortalAccount,
    own: OwnAgent,
    posted: Posted,
    { currentVersion, other, changes }: Conflict,
  ): Promise<Page> {
    const conflict = {
      who: other?.who ?? 'Our team',
      at: other && new Date(other.at),
      changes,
      theirs: changes.map(({ field }) => field).join(','),
    };
    const page = await this.page(account, own, { ...posted, version: String(currentVersion) }, { conflict });
    return { ...page, status: 409 };
  }

  private async asked(
    account: PortalAccount,
    { agent }: OwnAgent,
  ): Promise<{ schema: FormSchema; start: Values }> {
    const [form] = await this.dispatcher.forms([{ command: COMMAND, id: agent.id }], actorOf(account));
    const whole = formSchema(this.dispatcher.named(COMMAND).input, form?.fields) as FormSchema;
    return { schema: whole.properties?.['settings'] ?? {}, start: objectOf(form?.start?.['settings']) };
  }

  private draw(account: PortalAccount, { agent, name, title }: OwnAgent, data: object): Page {
    const action = `/portal/agents/${agent.id}/settings`;
    const onTrial = agent.boundsProfile === 'trial';
    const all = {
      account,
      name,
      title,
      action,
      back: `/portal/agents/${agent.id}`,
      once: newId(),
      onTrial,
      ...data,
    };
    return portalPage('agent-settings', `Settings of ${name}`, all, { who: account.email, wide: true });
  }
}

/** The limits as they would be held, to be confirmed; the form travels along unseen. */
function confirmPage(
  account: PortalAccount,
  own: OwnAgent,
  posted: Posted,
  { facts }: AppError,
  figure: TodaysFigure | null,
): Page {
  const hidden = Object.entries(posted)
    .filter(([name]) => !['once', 'decision', 'limitsConfirmed', 'theirs'].includes(name))
    .flatMap(([name, given]) => textsOf(given).map((value) => ({ name, value })));
  const { agent, name } = own;
  const action = `/portal/agents/${agent.id}/settings`;
  const data = { account, name, limits: facts['limits'], figure, hidden, action, once: newId() };
  return portalPage('agent-limits', 'Confirm your limits', data, { who: account.email });
}

/** What the page says of a save: `at` is the newest version's. */
export function savedNote(saved: unknown, at: Date | undefined): { same: boolean; at: Date } | undefined {
  if (at === undefined || (saved !== 'changed' && saved !== 'same')) return undefined;
  return { same: saved === 'same', at };
}
