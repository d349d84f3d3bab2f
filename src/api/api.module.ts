import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { COMMANDS } from '../commands.js';
import { ApiAuthentication } from './api-caller.js';
import { ApiKeyGuard } from './api-key.guard.js';
import { COMMAND_ROUTES } from './command-routes.js';
import { commandController } from './command.controller.js';

/** REST, version 1: every command route from the table, and the reads beside it. */
@Module({})
export class ApiModule {
  static with(authentication: Provider<ApiAuthentication>): DynamicModule {
    return {
      module: ApiModule,
      controllers: [commandController(COMMAND_ROUTES, (name) => COMMANDS[name as keyof typeof COMMANDS])],
      providers: [ApiKeyGuard, authentication],
    };
  }
}
