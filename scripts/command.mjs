#!/usr/bin/env node
/** `npm run ask` and the other commands: builds what is stale, then runs the command in this very process. */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './build.mjs';

delete process.env.DEBUG; // libraries that listen to it print what people wrote
process.chdir(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..'));
const [name = '', ...args] = process.argv.slice(2);
const alone = ['ask', 'triage'].includes(name);
const folder = await build(alone ? name : 'service');
const module = await import(pathToFileURL(path.join(folder, alone ? `${name}.js` : 'commands.js')).href);
await module.run(name, args);
