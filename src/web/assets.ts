import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RequestHandler } from 'express';
import { AppError } from '../lib/errors.js';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

interface Asset {
  readonly body: Buffer;
  readonly hash: string;
  readonly type: string;
}

export interface Assets {
  /** Address of a file with the hash of its content, so that it may be cached for ever. */
  url(name: string): string;
  /** Serves `/assets/:file`; an address with an older hash gets the current content, uncached. */
  readonly handler: RequestHandler<{ file: string }>;
}

/** Reads a folder, the one beside this file when none is named. Throws when it is missing. */
export function readAssets(folder = path.join(import.meta.dirname, 'public/assets')): Assets {
  const files = new Map<string, Asset>();
  for (const name of readdirSync(folder)) {
    const type = TYPES[path.extname(name)];
    if (type) {
      const body = readFileSync(path.join(folder, name));
      files.set(name, { body, type, hash: createHash('sha256').update(body).digest('hex').slice(0, 16) });
    }
  }
  return {
    url(name) {
      const asset = files.get(name);
      if (!asset) {
        throw new Error(`there is no asset ${name}`);
      }
      const { name: stem, ext } = path.parse(name);
      return `/assets/${stem}.${asset.hash}${ext}`;
    },
    handler(req, res) {
      const [, stem, hash, ext] = /^([a-z-]+)\.([0-9a-f]{16})(\.[a-z]+)$/.exec(req.params.file) ?? [];
      const asset = stem && ext ? files.get(stem + ext) : undefined;
      if (!asset) {
        throw new AppError('not_found', 404);
      }
      const isCurrent = asset.hash === hash;
      res.setHeader('Cache-Control', isCurrent ? 'public, max-age=31536000, immutable' : 'no-cache');
      res.type(asset.type).send(asset.body);
    },
  };
}
