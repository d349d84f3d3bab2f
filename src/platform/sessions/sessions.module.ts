import { Global, Module } from '@nestjs/common';
import { BrowserSessions } from './browser-sessions.js';
import { PageTickets } from './page-tickets.js';

/** Web role only. */
@Global()
@Module({ providers: [BrowserSessions, PageTickets], exports: [BrowserSessions, PageTickets] })
export class SessionsModule {}
