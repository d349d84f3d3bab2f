import type { MessageEvent } from '@nestjs/common';
import type { Request } from 'express';
import type { Observable } from 'rxjs';

import type { ListPort } from '../platform/listing/list-port.js';
import type { StaffRole } from '../platform/unit-of-work/actor.js';

/** Who works in the panel: all that its pages ever learn about an account. */
export interface PanelAdmin {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
}

/** Tells whose request this is. Bound by the staff room's sessions. */
export abstract class PanelSession {
  /** The account of the request's session, or null without a valid one. */
  abstract current(request: Request): Promise<PanelAdmin | null> | PanelAdmin | null;
}

/** A command as a button and form: what `describe` says of it for one person and one subject. */
export interface CommandDescription {
  readonly command: string;
  readonly label: string;
  /** JSON Schema of the input; absent when the command needs none. */
  readonly schema?: Readonly<Record<string, unknown>>;
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Why it cannot run now, in words; absent when it can. */
  readonly disabledReason?: string;
  readonly confirm?: string;
  readonly tone?: 'primary' | 'quiet' | 'danger';
}

export interface CommandReferences {
  /** Ids of lists. */
  readonly lists: readonly string[];
  readonly open: (admin: PanelAdmin) => boolean;
}

export interface CommandRequest {
  readonly name: string;
  readonly subjectId: string | null;
  readonly input: Readonly<Record<string, unknown>>;
  readonly idempotencyKey: string | null;
  readonly admin: PanelAdmin;
  readonly request: Request;
}

/** The one door for changes. Bound to the command dispatcher; its errors go to the application's filter. */
export abstract class PanelCommands {
  /** Whether there is such a command at all: a list that offers another stops the boot. */
  abstract knows(name: string): boolean;
  /** The lists whose records the fields of a command name, and who may press it; null: no such command. */
  abstract references(name: string): CommandReferences | null;
  /** Of these commands on one subject those that are ever this role's, in the same order. */
  abstract describe(
    names: readonly string[],
    admin: PanelAdmin,
    subjectId: string | null,
  ): Promise<readonly CommandDescription[]>;
  abstract dispatch(request: CommandRequest): Promise<{ readonly status: number; readonly body: unknown }>;
}

export interface DataRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly admin: PanelAdmin;
}

/** One address under `GET /admin/data/`: `customers/:id/onboarding`. */
export interface PanelDataSource {
  readonly path: string;
  /** Staff roles that may read it; `admin` always may. */
  readonly roles: readonly StaffRole[];
  /** Null answers 404. */
  read(request: DataRequest): Promise<object | null>;
}

/** A stream of server-sent events under `GET /admin/streams/`: `goal-runs/:id`. */
export interface PanelStream {
  readonly path: string;
  /** Staff roles that may follow it; `admin` always may. */
  readonly roles: readonly StaffRole[];
  /**
   * Null answers 404. Nothing is read before somebody listens.
   * @param after id of the last event already seen
   */
  open(params: Readonly<Record<string, string>>, after?: string): Promise<Observable<MessageEvent> | null>;
}

/** A document under `GET /admin/documents/`, shown in a frame that may do nothing: `mails/:id`. */
export interface PanelDocument {
  readonly path: string;
  /** Staff roles that may read it; `admin` always may. */
  readonly roles: readonly StaffRole[];
  /** Its HTML; null answers 404. */
  read(params: Readonly<Record<string, string>>): Promise<string | null>;
}

/** A page of the panel that is no list: its component stands in `components/registry.json`. */
export interface PanelPage {
  /** The name in the address: `/admin/pages/scheduler`. */
  readonly name: string;
  readonly title: string;
  readonly component: string;
  readonly navigation: { readonly icon: string; readonly section?: string; readonly order: number };
  readonly roles: readonly StaffRole[];
}

/** A room's list in the panel. */
export interface PanelList extends ListPort {
  /** Roles that read a part of it only: the rows in which these columns have these values. */
  readonly parts?: Readonly<Partial<Record<StaffRole, Readonly<Record<string, string>>>>>;
}

/** Everything rooms give the panel to show. */
export abstract class PanelContent {
  abstract readonly lists: readonly PanelList[];
  abstract readonly data: readonly PanelDataSource[];
  abstract readonly streams: readonly PanelStream[];
  abstract readonly documents: readonly PanelDocument[];
  abstract readonly pages: readonly PanelPage[];
  /** Components that open a record's page, by list: `{ customers: [{ title: 'Runbook', component: 'Runbook' }] }`. */
  abstract readonly recordParts: Readonly<
    Record<string, readonly { readonly title: string; readonly component: string }[]>
  >;
}

/** AdminJS without its bundler and front end, the whole of it (under Jest), or no panel at all (other tests). */
export type PanelMode = 'slim' | 'whole' | 'none';

export abstract class PanelSettings {
  abstract readonly deployment: 'sandbox' | 'staging' | 'production';
  /** Folder made by `scripts/build-panel.mjs`. */
  abstract readonly assetFolder: string;
  /** Loads AdminJS without its bundler and front end. False where module hooks do not work (under Jest). */
  abstract readonly slim: boolean;
  /** Whom to ask, in words: in the footer, and under refusals that staff cannot solve alone; may be empty. */
  abstract support(): Promise<string>;
  /** Codes whose words are not made from their letters: `linkedin` → "LinkedIn". */
  abstract readonly words: Readonly<Record<string, string>>;
  /** Platforms that customers can connect in this installation. */
  abstract readonly offeredPlatforms: readonly string[];
  /** Business clock minus system clock, in milliseconds; 0 outside the sandbox. */
  abstract clockOffsetMs(): Promise<number>;
}
