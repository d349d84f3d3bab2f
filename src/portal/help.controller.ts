import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Pages } from '../platform/pages/pages.js';

/** Help docs for customers, for anybody to read: what the summary mail links to when nothing else is set. */
@ApiExcludeController()
@Controller('help')
export class HelpController {
  constructor(private readonly pages: Pages) {}

  @Get()
  show(@Res() response: Response): void {
    this.pages.send(response, { view: 'portal/help', title: 'Help' });
  }
}
