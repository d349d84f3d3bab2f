import { Module } from '@nestjs/common';
import { EscalationsModule } from '../escalations/escalations.module.js';
import { SchedulerAlarm } from './alarm/scheduler-alarm.js';
import { TroubleQueries } from './alarm/trouble.queries.js';
import { Canaries } from './canaries.js';
import { HealthQueries } from './health.queries.js';
import { AnswerCanaryJob } from './jobs/answer-canary.job.js';
import { ForgetSignsTask } from './jobs/forget-signs.task.js';
import { SchedulerAlarmTask } from './jobs/scheduler-alarm.task.js';
import { SendCanaryTask } from './jobs/send-canary.task.js';
import { Readiness } from './readiness.js';
import { SchedulerSigns } from './scheduler-signs.js';
import { SchedulesQueries } from './schedules.queries.js';
import { SignsRepository } from './signs.repository.js';
import { WorkQueries } from './work.queries.js';
import { WorkerHeart } from './worker-heart.js';

@Module({
  imports: [EscalationsModule],
  providers: [
    SignsRepository,
    Canaries,
    Readiness,
    SchedulesQueries,
    WorkQueries,
    HealthQueries,
    AnswerCanaryJob,
    SendCanaryTask,
    ForgetSignsTask,
    TroubleQueries,
    SchedulerAlarm,
    SchedulerSigns,
    SchedulerAlarmTask,
  ],
  exports: [
    SignsRepository,
    Canaries,
    Readiness,
    HealthQueries,
    SchedulerAlarm,
    SchedulerSigns,
    TroubleQueries,
  ],
})
export class HealthModule {}

/** Worker role: this process shows that it is alive. */
@Module({ imports: [HealthModule], providers: [WorkerHeart] })
export class WorkerHealthModule {}
