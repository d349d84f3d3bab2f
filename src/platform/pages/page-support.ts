import { Injectable, Logger } from '@nestjs/common';
import type { RequestHandler, Response } from 'express';
import { Database } from '../database/database.js';
import { Settings } from '../settings/settings.js';
import { supportContacts, type SupportContacts } from '../support/support.settings.js';

const LOCAL = 'support';
/** Programs, and the panel's own pages, which have their footer from elsewhere. */
const OTHERS = /^\/(api|health|metrics|assets|admin(?!\/(login|password|logout)))(\/|$)/;

/** Whom to ask, for the footer of our pages: looked up before the page is made. */
@Injectable()
export class PageSupport {
  private readonly log = new Logger('Pages');

  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
  ) {}

  /** A page that says "we have trouble" needs the contacts most: without the database it shows the defaults. */
  middleware(): RequestHandler {
    return (request, response, next) => {
      if (OTHERS.test(request.path)) return next();
      this.settings
        .get(this.database.em(), supportContacts)
        .then((contacts) => void (response.locals[LOCAL] = contacts))
        .catch((error: unknown) => this.log.error({ err: error }, 'the support contacts could not be read'))
        .finally(next);
    };
  }

  of(response: Response): SupportContacts {
    const { [LOCAL]: contacts } = response.locals as { [LOCAL]?: SupportContacts };
    return contacts ?? this.settings.default(supportContacts);
  }
}
