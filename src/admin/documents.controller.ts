import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { addressed, nothingHere } from './addressed.js';
import { panelAdminOf } from './http/panel-gate.js';
import { sendDocument } from './http/panel-html.js';
import { PanelContent } from './panel.ports.js';

/** Documents that are not the panel's own making, each under a policy that lets it do nothing. */
@Controller('admin/documents')
export class DocumentsController {
  constructor(private readonly content: PanelContent) {}

  @Get('*path')
  async read(@Req() request: Request, @Res() response: Response): Promise<void> {
    const path = request.path.replace(/^\/admin\/documents\//, '');
    const found = addressed(this.content.documents, path, panelAdminOf(request).role);
    const html = found && (await found.source.read(found.params));
    if (html === null) throw nothingHere();
    sendDocument(response, html);
  }
}
