import { Catch, Logger, type ArgumentsHost } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ProblemFilter, tell } from '../errors/problem.filter.js';
import { toProblem } from '../errors/problem.js';
import { requestIdOf } from '../process/request-id.js';
import { Pages } from './pages.js';

const PROGRAMS = /^\/(api|callbacks|health|metrics|admin\/(data|commands|api))(\/|$)/;

/** People get a page, programs get a problem document; both from the one mapping of errors. */
@Catch()
export class PageRefusalFilter extends ProblemFilter {
  private readonly pageLog = new Logger('HTTP');

  constructor(private readonly pages: Pages) {
    super();
  }

  override catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    if (PROGRAMS.test(request.path) || response.headersSent || !request.accepts('html'))
      return super.catch(error, host);
    tell(this.pageLog, error, toProblem(error, requestIdOf(request)), request.path);
    this.pages.refuse(request, response, error);
  }
}
