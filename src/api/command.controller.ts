import { Body, Controller, Param, Patch, Post, Put, Req, Res, UseGuards, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { AnyCommand } from '../platform/commands/command.js';
import { CommandDispatcher } from '../platform/commands/command-dispatcher.js';
import { requestIdOf } from '../platform/process/request-id.js';
import { callerOf } from './api-caller.js';
import { ApiKeyGuard, OpenRoute } from './api-key.guard.js';
import type { CommandRoute } from './command-routes.js';

const METHODS = { POST: Post, PUT: Put, PATCH: Patch } as const;

/** A controller for one room's command routes, made from the table: address, body schema and documentation. */
export function commandController(
  routes: readonly CommandRoute[],
  commandOf: (name: string) => AnyCommand,
): Type<unknown> {
  @UseGuards(ApiKeyGuard)
  @Controller('api/v1')
  class CommandController {
    constructor(private readonly dispatcher: CommandDispatcher) {}

    async answer(
      name: string,
      id: string | undefined,
      body: unknown,
      request: Request,
      response: Response,
    ): Promise<void> {
      const outcome = await this.dispatcher.dispatch(name, id ?? '', body, {
        actor: callerOf(request),
        requestId: requestIdOf(request),
        idempotencyKey: request.get('idempotency-key'),
      });
      if (outcome.replayed) response.setHeader('Idempotency-Replayed', 'true');
      response.status(outcome.status).json(outcome.body);
    }
  }
  routes.forEach((route) => addRoute(CommandController, route, commandOf(route.command)));
  return CommandController;
}

function addRoute(controller: Type<unknown>, route: CommandRoute, command: AnyCommand): void {
  const method = `${route.method} ${route.path}`;
  const prototype = controller.prototype as Record<string, unknown>;
  prototype[method] = function (
    this: { answer: (...args: unknown[]) => Promise<void> },
    id: string,
    body: unknown,
    req: Request,
    res: Response,
  ) {
    return this.answer(command.name, id, body, req, res);
  };
  const descriptor = Object.getOwnPropertyDescriptor(prototype, method) as PropertyDescriptor;
  Param('id')(prototype, method, 0);
  Body()(prototype, method, 1);
  Req()(prototype, method, 2);
  Res()(prototype, method, 3);
  Reflect.defineMetadata('design:paramtypes', [String, Object, Object, Object], prototype, method);
  const decorators: MethodDecorator[] = [METHODS[route.method](route.path), ...documentation(route, command)];
  if (route.open) decorators.push(OpenRoute());
  decorators.forEach((decorate) => decorate(prototype, method, descriptor));
}

function documentation(route: CommandRoute, command: AnyCommand): MethodDecorator[] {
  const schema = z.toJSONSchema(command.input, { io: 'input', unrepresentable: 'any' });
  delete schema.$schema;
  return [
    ApiTags(route.path.split('/')[0] ?? 'api'),
    ApiOperation({
      summary: command.title,
      operationId: command.name,
      description: `Roles: ${command.roles.join(', ')}, admin.`,
    }),
    ApiBody({ schema: schema as object, required: false }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'Repeating the same request with the same key replays its answer for 24 hours.',
    }),
    ApiResponse({ status: command.status ?? 200, description: 'Done.' }),
    ApiResponse({
      status: '4XX',
      description: 'Refused; nothing was changed.',
      content: { 'application/problem+json': { schema: { type: 'object' } } },
    }),
    ...(route.open ? [] : [ApiBearerAuth()]),
  ];
}
