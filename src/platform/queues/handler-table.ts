import type { Type } from '@nestjs/common';
import { declaredJobs, type JobHandler, type JobType } from './job-type.js';
import type { QueueTable } from './queue-settings.js';

export interface HandlerEntry<J extends JobType = JobType> {
  readonly job: J;
  readonly handler: Type<JobHandler<J>>;
}

/** One line of the job table: the compiler holds the handler to the job's payload. */
export const handles = <J extends JobType>(job: J, handler: Type<JobHandler<J>>): HandlerEntry => ({
  job,
  handler,
});

/** Boot refuses to go on when a job has no handler or two, or its queue has no settings. */
export function assertComplete(handlers: readonly HandlerEntry[], queues: QueueTable): void {
  const faults: string[] = [];
  const counted = Map.groupBy(handlers, ({ job }) => job.name);
  for (const { name, queue } of declaredJobs()) {
    const n = counted.get(name)?.length ?? 0;
    if (n !== 1) faults.push(`job ${name} has ${n === 0 ? 'no handler' : `${n} handlers`}`);
    if (!(queue in queues)) faults.push(`job ${name} names the queue ${queue}, which has no settings`);
  }
  if (faults.length > 0) throw new Error(`The job table is not complete: ${faults.join('; ')}`);
}
