#!/usr/bin/env node
/** `npm start`: generates and builds what is stale, then becomes the service in this very process. */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './build.mjs';

delete process.env.DEBUG; // libraries that listen to it print what people wrote
process.chdir(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..'));
const folder = await build('service');
await import(pathToFileURL(path.join(folder, 'main.js')).href);
