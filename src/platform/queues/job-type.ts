/** Ids and numbers only: no secret, no personal data, no rendered text ever enters a queue. */
export type JobPayload = Readonly<Record<string, string | number>>;

/** A kind of job: its name, its queue and the shape of its payload. */
export interface JobType<
  N extends string = string,
  Q extends string = string,
  P extends JobPayload = JobPayload,
> {
  readonly name: N;
  readonly queue: Q;
  /** Type only: carries the payload's shape. */
  readonly payload?: P;
}

const declared = new Map<string, JobType>();

/** Declare a job once, in the room that owns its handler: `jobType<{ mailId: string }>()('mail.send', 'emails')`. */
export const jobType =
  <P extends JobPayload>() =>
  <N extends string, Q extends string>(name: N, queue: Q): JobType<N, Q, P> => {
    if (declared.has(name)) throw new Error(`Job ${name} is declared twice`);
    const made: JobType<N, Q, P> = { name, queue };
    declared.set(name, made);
    return made;
  };

/** Every job declared by the modules loaded so far; boot compares it with the handlers. */
export const declaredJobs = (): JobType[] => [...declared.values()];

/** What a handler is given beside the payload. */
export interface JobContext {
  /** Aborts at the queue's timeout and at shutdown's deadline. */
  readonly signal: AbortSignal;
  /** BullMQ's attempt, from 1. */
  readonly attempt: number;
  /** Whether BullMQ will not try again after this attempt. */
  readonly last: boolean;
  /** `queue:job id`, for audit lines. */
  readonly jobId: string;
}

/** Small facts for the queue's own record; ids only. */
export type JobResult = Readonly<Record<string, string | number | boolean>> | void;

/** Does the work of one kind of job; throws to be tried again, throws PermanentFailure to end it. */
export interface JobHandler<J extends JobType = JobType> {
  handle(
    payload: J extends JobType<string, string, infer P> ? P : never,
    context: JobContext,
  ): Promise<JobResult>;
}

/** Trying again cannot help: the job ends here. The row it worked for already says why. */
export class PermanentFailure extends Error {}

/** Another worker holds the row's lease, or its next attempt is not due: come back at `until`, no attempt spent. */
export class LeaseHeld extends Error {
  constructor(
    readonly until: Date,
    why = 'another worker holds this row',
  ) {
    super(why);
  }
}
