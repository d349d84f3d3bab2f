import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestHandler } from 'express';

interface Asset {
  readonly file: string;
  readonly type: string;
  readonly bytes: number;
  readonly encodings: readonly ('br' | 'gz')[];
}

/** The files that `scripts/build-panel.mjs` made, by their plain names. */
export class PanelAssets {
  private readonly assets: Readonly<Record<string, Asset>>;
  private readonly byFile: ReadonlyMap<string, Asset>;

  /** @throws Error when the folder was not built. */
  constructor(
    private readonly folder: string,
    readonly root = '/admin/assets',
  ) {
    this.assets = readManifest(folder);
    this.byFile = new Map(Object.values(this.assets).map((asset) => [asset.file, asset]));
  }

  /** Address of an asset: `href('panel.css')` is `/admin/assets/panel-<hash>.css`. */
  href(name: string): string {
    const asset = this.assets[name];
    if (!asset) throw new Error(`The panel was built without ${name}: run scripts/build-panel.mjs.`);
    return `${this.root}/${asset.file}`;
  }

  /** Serves GET and HEAD of known names only, immutable, in the best encoding the browser takes. */
  handler(): RequestHandler {
    return (request, response, next) => {
      const asset = this.byFile.get(request.path.slice(1));
      if (!asset || (request.method !== 'GET' && request.method !== 'HEAD')) return next();
      const encoding = asset.encodings.length > 0 ? request.acceptsEncodings('br', 'gzip') : false;
      response.setHeader('content-type', asset.type);
      response.setHeader('cache-control', 'public, max-age=31536000, immutable');
      response.setHeader('x-content-type-options', 'nosniff');
      response.vary('accept-encoding');
      if (encoding) response.setHeader('content-encoding', encoding);
      if (request.method === 'HEAD') return void response.end();
      const suffix = encoding === 'br' ? '.br' : encoding === 'gzip' ? '.gz' : '';
      createReadStream(join(this.folder, asset.file + suffix))
        .on('error', next)
        .pipe(response);
    };
  }
}

function readManifest(folder: string): Record<string, Asset> {
  let text: string;
  try {
    text = readFileSync(join(folder, 'manifest.json'), 'utf8');
  } catch {
    throw new Error(`The panel's files are not in ${folder}: run "node scripts/build-panel.mjs".`);
  }
  return (JSON.parse(text) as { assets: Record<string, Asset> }).assets;
}
