import { AdminModule } from '@adminjs/nestjs';
import { Module, type DynamicModule, type ModuleMetadata, type Provider } from '@nestjs/common';

import { CommandsController } from './commands.controller.js';
import { DataController } from './data.controller.js';
import { DocumentsController } from './documents.controller.js';
import { PanelAssets } from './http/panel-assets.js';
import { PanelHtml } from './http/panel-html.js';
import { PanelData } from './panel-data.js';
import { PanelCommands, PanelContent, PanelSession, PanelSettings } from './panel.ports.js';
import { PanelReferences } from './references.js';
import { loadAdminJs } from './shell/load-adminjs.js';
import { PanelLoader } from './shell/panel-loader.js';
import { StreamsController } from './streams.controller.js';

export interface AdminPanelParts {
  /** Modules whose exports the providers below need. */
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  /** Bindings of PanelSession, PanelCommands, PanelContent and PanelSettings. */
  readonly providers: readonly Provider[];
}

const own: Provider[] = [
  {
    provide: PanelAssets,
    useFactory: ({ assetFolder }: PanelSettings) => new PanelAssets(assetFolder),
    inject: [PanelSettings],
  },
  {
    provide: PanelHtml,
    useFactory: (assets: PanelAssets, { deployment }: PanelSettings) =>
      new PanelHtml(assets, deployment === 'sandbox'),
    inject: [PanelAssets, PanelSettings],
  },
];

/** The panel's ports and what its pages need, for its controllers, its loader and `mountPanel`. */
@Module({})
class PanelPartsModule {
  static with({ imports = [], providers }: AdminPanelParts): DynamicModule {
    return {
      module: PanelPartsModule,
      imports,
      providers: [...providers, ...own],
      exports: [PanelSession, PanelCommands, PanelContent, PanelSettings, PanelAssets, PanelHtml],
    };
  }
}

/** The panel: AdminJS by its Nest module with our loader, the data and command doors beside it. */
@Module({})
export class AdminPanelModule {
  static forRoot(parts: AdminPanelParts): DynamicModule {
    const panelParts = PanelPartsModule.with(parts);
    return {
      module: AdminPanelModule,
      imports: [
        panelParts,
        AdminModule.createAdminAsync({
          imports: [panelParts],
          inject: [PanelContent, PanelSettings],
          useFactory: loadAdminJs,
          customLoader: PanelLoader,
        }),
      ],
      controllers: [DataController, StreamsController, DocumentsController, CommandsController],
      providers: [PanelData, PanelReferences],
      exports: [panelParts],
    };
  }
}
