import { Controller, Get, Module, Res, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import type { PanelMode } from './admin/panel.ports.js';
import { ApiModule } from './api/api.module.js';
import { HealthWebModule } from './health/health-web.module.js';
import { PageRefusalFilter } from './platform/pages/page-refusal.filter.js';
import { Pages } from './platform/pages/pages.js';
import { PagesModule } from './platform/pages/pages.module.js';
import { SessionsModule } from './platform/sessions/sessions.module.js';
import { PortalModule } from './portal/portal.module.js';
import { StaffWebModule } from './staff/staff-web.module.js';

/** The address that `npm start` prints leads somewhere. */
@ApiExcludeController()
@Controller()
class HomeController {
  constructor(private readonly pages: Pages) {}

  @Get()
  show(@Res() response: Response): void {
    this.pages.send(response, { view: 'pages/home', title: 'Onboarding' });
  }
}

/** Everything that answers HTTP: loaded in the web role only, so that a worker holds none of it. */
@Module({})
export class WebModule {
  static async forRoot(panel: PanelMode): Promise<DynamicModule> {
    const panels = panel === 'none' ? [] : (await import('./panel.js')).panelModules(panel === 'slim');
    return {
      module: WebModule,
      imports: [
        PagesModule,
        SessionsModule,
        HealthWebModule,
        StaffWebModule,
        PortalModule,
        ApiModule,
        ...panels,
      ],
      controllers: [HomeController],
      providers: [{ provide: APP_FILTER, useClass: PageRefusalFilter }],
    };
  }
}
