import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { requestIdOf } from '../process/request-id.js';
import { PROBLEM_CONTENT_TYPE, retryAfterOf, toProblem } from './problem.js';

/** The single mapper from a thrown error to an HTTP answer. Expected refusals are not logged as errors. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('HTTP');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const problem = toProblem(error, requestIdOf(request));
    if (problem.status >= 500)
      this.log.error({ err: error, requestId: problem.requestId, path: request.path }, 'request failed');
    if (response.headersSent) {
      response.end();
      return;
    }
    const wait = retryAfterOf(problem);
    if (wait !== undefined) response.setHeader('retry-after', wait);
    response.status(problem.status).type(PROBLEM_CONTENT_TYPE).send(JSON.stringify(problem));
  }
}
