import { Global, Module } from '@nestjs/common';
import { PageAssets } from './page-assets.js';
import { PageSupport } from './page-support.js';
import { PageViews } from './page-views.js';
import { Pages } from './pages.js';

/** Server-rendered pages; web role only. */
@Global()
@Module({ providers: [PageAssets, PageSupport, PageViews, Pages], exports: [PageAssets, PageSupport, Pages] })
export class PagesModule {}
