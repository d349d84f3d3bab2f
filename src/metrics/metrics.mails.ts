import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import type { MailIssue } from '../mail/mail-issue.js';
import { MailLoaders, type MailToLoad } from '../mail/mail-loaders.js';
import type { MailData } from '../mail/templates/mail-templates.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { ReportRepository } from './report/report.repository.js';
import { reportMail } from './report/report-mail.js';
import { SurveyQueries } from './survey/survey.queries.js';

const SURVEY_HOURS = 30 * 24;

/** Fills this room's mails when they are sent. */
@Injectable()
export class MetricsMails implements OnModuleInit {
  constructor(
    private readonly config: AppConfig,
    private readonly loaders: MailLoaders,
    private readonly surveys: SurveyQueries,
    private readonly reports: ReportRepository,
  ) {}

  onModuleInit(): void {
    this.loaders.register('survey', (tx, mail, issue) => this.survey(tx, mail, issue));
    this.loaders.register('weekly_report', (tx, mail) => this.weeklyReport(tx, mail));
  }

  private async survey(
    tx: Tx,
    { subjectId, customerId }: MailToLoad,
    issue: MailIssue,
  ): Promise<MailData<'survey'>> {
    const { id, ...about } = await this.surveys.about(tx.em, subjectId);
    const link = await issue.link({
      purpose: 'survey',
      customerId: customerId ?? null,
      subjectId: id,
      hours: SURVEY_HOURS,
      voidOthers: true,
    });
    return { ...about, surveyUrl: link.url, valid: { hours: SURVEY_HOURS, until: link.expiresAt } };
  }

  private async weeklyReport(tx: Tx, { subjectId }: MailToLoad): Promise<MailData<'weekly_report'>> {
    const { id, snapshot } = await this.reports.byId(tx.em, subjectId);
    return reportMail(
      snapshot,
      `${this.config.http.publicUrl}/admin/resources/weekly-reports/records/${id}/show`,
    );
  }
}
