import { Module } from '@nestjs/common';
import { MailModule } from '../mail/mail.module.js';
import { SendReportJob } from './jobs/send-report.job.js';
import { WeeklyReportTask } from './jobs/weekly-report.task.js';
import { OnboardingModule } from '../onboarding/onboarding.module.js';
import { MetricsMails } from './metrics.mails.js';
import { ReportQueries } from './report/report.queries.js';
import { ReportRepository } from './report/report.repository.js';
import { ReportService } from './report/report.service.js';
import { LowScoreNotice } from './survey/low-score-notice.js';
import { SurveyListener } from './survey/survey-listener.js';
import { SurveyQueries } from './survey/survey.queries.js';
import { SurveyService } from './survey/survey.service.js';

@Module({
  imports: [MailModule, OnboardingModule],
  providers: [
    ReportRepository,
    ReportService,
    ReportQueries,
    SurveyService,
    SurveyQueries,
    SurveyListener,
    LowScoreNotice,
    MetricsMails,
    SendReportJob,
    WeeklyReportTask,
  ],
  exports: [ReportService, ReportQueries, SurveyService, SurveyQueries],
})
export class MetricsModule {}
