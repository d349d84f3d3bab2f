import { Injectable } from '@nestjs/common';
import { AppError } from '../../platform/errors/app-error.js';
import { jobType, type JobHandler, type JobResult } from '../../platform/queues/job-type.js';
import { systemActor } from '../../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { ReportService } from '../report/report.service.js';

/** Build and send the report of a week. Unique by the week: its row is locked, and a sent one stays. */
export const sendWeeklyReport = jobType<{ isoWeek: string }>()('report.send-weekly', 'reports');

@Injectable()
export class SendReportJob implements JobHandler<typeof sendWeeklyReport> {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reports: ReportService,
  ) {}

  async handle({ isoWeek }: { isoWeek: string }): Promise<JobResult> {
    try {
      await this.unitOfWork.run(systemActor(sendWeeklyReport.name), (tx) => this.reports.send(tx, isoWeek));
      return { sent: true };
    } catch (error) {
      if (error instanceof AppError && error.code === 'report_already_sent') return { sent: false };
      throw error;
    }
  }
}
