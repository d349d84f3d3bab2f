import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { RequestHandler } from 'express';
import { projectRoot } from '../process/project-root.js';

const ROOT = '/assets';
const OWN = join(projectRoot(), 'views', 'assets');
const FONTS = join(
  dirname(createRequire(import.meta.url).resolve('@fontsource-variable/inter/package.json')),
  'files',
);

/** Name in pages and styles, file, media type. Styles come last: they name the others as `asset:<name>`. */
const FILES = [
  ['inter-latin.woff2', join(FONTS, 'inter-latin-wght-normal.woff2'), 'font/woff2'],
  ['inter-latin-ext.woff2', join(FONTS, 'inter-latin-ext-wght-normal.woff2'), 'font/woff2'],
  ['mark.svg', join(OWN, 'mark.svg'), 'image/svg+xml'],
  ['pages.js', join(OWN, 'pages.js'), 'text/javascript; charset=utf-8'],
  ['pages.css', join(OWN, 'pages.css'), 'text/css; charset=utf-8'],
] as const;

export type AssetName = (typeof FILES)[number][0];

interface Asset {
  readonly address: string;
  readonly type: string;
  readonly content: Buffer;
}

/** Style, script, font and mark of our own pages, under addresses that change with their content. */
@Injectable()
export class PageAssets {
  private readonly byName = new Map<string, Asset>();
  private readonly byAddress: ReadonlyMap<string, Asset>;

  /** Reads every file now: a missing one stops the start. */
  constructor() {
    for (const [name, path, type] of FILES) this.byName.set(name, this.load(name, path, type));
    this.byAddress = new Map([...this.byName.values()].map((asset) => [asset.address, asset]));
  }

  /** Throws on a name that is not there, so that a typing error in a view shows. */
  href(name: string): string {
    const asset = this.byName.get(name);
    if (!asset) throw new Error(`There is no asset ${name}`);
    return asset.address;
  }

  /** Public and immutable: mount on `/assets`. */
  handler(): RequestHandler {
    return (request, response, next) => {
      const asset = this.byAddress.get(`${ROOT}${request.path}`);
      if (!asset || (request.method !== 'GET' && request.method !== 'HEAD')) return next();
      response
        .setHeader('content-type', asset.type)
        .setHeader('cache-control', 'public, max-age=31536000, immutable')
        .send(asset.content);
    };
  }

  private load(name: string, path: string, type: string): Asset {
    const read = readFileSync(path);
    const content = type.startsWith('text/css')
      ? Buffer.from(
          read.toString('utf8').replaceAll(/asset:([\w.-]+)/g, (_all, other: string) => this.href(other)),
        )
      : read;
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
    return { address: `${ROOT}/${name.replace('.', `-${hash}.`)}`, type, content };
  }
}
