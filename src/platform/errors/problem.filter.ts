import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isConnectionLoss } from '../process/connection-loss.js';
import { requestIdOf } from '../process/request-id.js';
import { PROBLEM_CONTENT_TYPE, retryAfterOf, toProblem, type Problem } from './problem.js';

/** The single mapper from a thrown error to an HTTP answer. Expected refusals are not logged as errors. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('HTTP');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const problem = toProblem(error, requestIdOf(request));
    tell(this.log, error, problem, request.path);
    if (response.headersSent) {
      response.end();
      return;
    }
    const wait = retryAfterOf(problem);
    if (wait !== undefined) response.setHeader('retry-after', wait);
    response.status(problem.status).type(PROBLEM_CONTENT_TYPE).send(JSON.stringify(problem));
  }
}

/** An outage is no fault of the program: its log lines must not bury those that are. */
export function tell(log: Logger, error: unknown, { status, requestId }: Problem, path: string): void {
  if (status < 500) return;
  const line = { err: error, requestId, path };
  if (isConnectionLoss(error)) log.warn(line, 'request failed: the database is away');
  else log.error(line, 'request failed');
}
