import type { Abstract, Provider } from '@nestjs/common';
import { PanelContent, type PanelDataSource, type PanelPage } from './admin/panel.ports.js';
import { credentialList, credentialTestList } from './credentials/credential.lists.js';
import { EscalationQueries } from './escalations/escalation.queries.js';
import { MailQueries } from './mail/mail.queries.js';
import { ReportQueries } from './metrics/report/report.queries.js';
import { SurveyQueries } from './metrics/survey/survey.queries.js';
import { NoteQueries } from './notes/note.queries.js';
import { Database } from './platform/database/database.js';
import type { ListPort } from './platform/listing/list-port.js';
import { StaffQueries } from './staff/staff.queries.js';

interface Source {
  readonly of: Abstract<unknown>;
  readonly lists: (queries: unknown) => readonly ListPort[];
}

/** Which lists a room's queries hold. */
const from = <Q>(of: Abstract<Q>, lists: (queries: Q) => readonly ListPort[]): Source => ({
  of,
  lists: lists as (queries: unknown) => readonly ListPort[],
});

/** Every list of the panel. */
const LISTS: readonly Source[] = [
  from(Database, (database) => [credentialList(database), credentialTestList(database)]),
  from(EscalationQueries, ({ list }) => [list]),
  from(MailQueries, ({ list }) => [list]),
  from(ReportQueries, ({ list }) => [list]),
  from(SurveyQueries, ({ list }) => [list]),
  from(NoteQueries, ({ list }) => [list]),
  from(StaffQueries, ({ staff, apiKeys }) => [staff, apiKeys]),
];

/** Addresses under `/admin/data/`. */
const DATA: readonly PanelDataSource[] = [];

/** Pages that are no lists. */
const PAGES: readonly PanelPage[] = [];

const RECORD_PARTS: PanelContent['recordParts'] = {};

/** Everything that rooms give the panel to show. */
export const panelContent: Provider<PanelContent> = {
  provide: PanelContent,
  inject: LISTS.map(({ of }) => of),
  useFactory: (...queries: unknown[]): PanelContent => ({
    lists: LISTS.flatMap(({ lists }, index) => lists(queries[index])),
    data: DATA,
    pages: PAGES,
    recordParts: RECORD_PARTS,
  }),
};
