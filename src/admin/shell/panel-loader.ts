import { AbstractLoader } from '@adminjs/nestjs';
import { Injectable } from '@nestjs/common';
import type { AbstractHttpAdapter } from '@nestjs/core';
import type { AdminJS } from 'adminjs';
import type { Application } from 'express';

import { PanelHtml } from '../http/panel-html.js';
import { PanelAssets } from '../http/panel-assets.js';
import { PanelContent, PanelSettings } from '../panel.ports.js';
import { PanelCatalog } from './panel-catalog.js';

/**
 * Mounts our router in place of AdminJS's own, where `@adminjs/nestjs` calls it: after Nest's routes (which
 * therefore win) and before Nest's 404 and filters.
 */
@Injectable()
export class PanelLoader extends AbstractLoader {
  constructor(
    private readonly content: PanelContent,
    private readonly settings: PanelSettings,
    private readonly assets: PanelAssets,
    private readonly html: PanelHtml,
  ) {
    super();
  }

  override async register(adminJs: AdminJS, adapter: AbstractHttpAdapter): Promise<void> {
    const [{ panelRouter }, { PanelState }] = await Promise.all([
      import('./panel-router.js'),
      import('./panel-state.js'),
    ]);
    const catalog = new PanelCatalog(this.content);
    const state = new PanelState(adminJs, catalog, this.settings, this.assets.href('logo.svg'));
    const router = panelRouter({ adminJs, catalog, state, html: this.html });
    adapter.getInstance<Application>().use(adminJs.options.rootPath, router);
  }
}
