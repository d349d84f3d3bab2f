import { Global, Module } from '@nestjs/common';
import { BrowserSessions } from './browser-sessions.js';

/** Web role only. */
@Global()
@Module({ providers: [BrowserSessions], exports: [BrowserSessions] })
export class SessionsModule {}
