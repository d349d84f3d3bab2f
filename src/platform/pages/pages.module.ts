import { Global, Module } from '@nestjs/common';
import { PageAssets } from './page-assets.js';
import { PageViews } from './page-views.js';
import { Pages } from './pages.js';

/** Server-rendered pages; web role only. */
@Global()
@Module({ providers: [PageAssets, PageViews, Pages], exports: [PageAssets, Pages] })
export class PagesModule {}
