import { Injectable } from '@nestjs/common';
import { makeZip } from 'client-zip';
import { formatCustomerNumber } from '../../../customers/customer-number.js';
import { Database } from '../../../platform/database/database.js';
import { commonErrors } from '../../../platform/errors/common-errors.js';
import type { Actor } from '../../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../../platform/unit-of-work/unit-of-work.js';
import { deliverableDownloaded, deliverablesDownloaded } from '../../goal.entries.js';
import type { DraftPage } from '../draft-page.js';
import { DraftPageQueries } from '../draft-page.queries.js';
import { deliverableFile, stemOf, type DeliverableFile, type FileFormat } from './deliverable-file.js';

const AT_ONCE = 50;

export interface Archive {
  readonly name: string;
  readonly stream: ReadableStream<Uint8Array>;
}

/** Deliverables as files, kept whatever became of the trial. Each download is written down. */
@Injectable()
export class DeliverableDownloads {
  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly drafts: DraftPageQueries,
  ) {}

  /** @param own of this customer only. Throws `not_found` (404). */
  async one(actor: Actor, id: string, format: FileFormat, own?: string): Promise<DeliverableFile> {
    const draft = await this.drafts.page(id);
    const { customerId } = draft;
    if (own !== undefined && customerId !== own)
      throw commonErrors.not_found(`There is no deliverable with the id ${id}.`);
    await this.unitOfWork.run(actor, async (tx) => {
      tx.record(deliverableDownloaded, { subjectId: id, customerId, data: { format } });
      await tx.em.flush();
    });
    return deliverableFile(draft, format);
  }

  /** All of a customer's as one zip, made while it is sent: of each its Markdown, its page and its chart. */
  async all(actor: Actor, customerId: string): Promise<Archive> {
    const [row] = await this.database.em().execute<{ number: number; n: number }[]>(
      `select number, (select count(*)::int from deliverable d where d.customer_id = c.id) as n
           from customer c where id = ?`,
      [customerId],
    );
    if (!row) throw commonErrors.not_found(`There is no customer with the id ${customerId}.`);
    await this.unitOfWork.run(actor, async (tx) => {
      tx.record(deliverablesDownloaded, { subjectId: customerId, customerId, data: { deliverables: row.n } });
      await tx.em.flush();
    });
    const stream = makeZip(this.files(customerId));
    return { name: `deliverables_${formatCustomerNumber(row.number)}.zip`, stream };
  }

  private async *files(customerId: string) {
    for await (const draft of this.pages(customerId)) {
      const lastModified = new Date(draft.decidedAt ?? draft.createdAt);
      for (const format of ['md', 'html'] as const) {
        const { content } = deliverableFile(draft, format);
        yield { name: `${stemOf(draft)}.${format}`, input: content, lastModified };
      }
      if (draft.chart) yield { name: `${stemOf(draft)}.svg`, input: draft.chart.svg, lastModified };
    }
  }

  private async *pages(customerId: string): AsyncGenerator<DraftPage> {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const ids = await this.database
        .em()
        .execute<{ id: string }[]>(
          'select id from deliverable where customer_id = ? and id > ? order by id limit ?',
          [customerId, after, AT_ONCE],
        );
      for (const { id } of ids) yield this.drafts.page(id);
      const last = ids.at(-1);
      if (!last || ids.length < AT_ONCE) return;
      after = last.id;
    }
  }
}
