import { accessSync, constants, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** The Chromium that browser tests drive: `CHROMIUM_PATH`, Debian's, then a download of Playwright's own. */
export function findChromium(): string | undefined {
  const named = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  return [...named, ...playwrightDownloads()].find((file) => file !== undefined && isExecutable(file));
}

function playwrightDownloads(): string[] {
  const root = process.env.PLAYWRIGHT_BROWSERS_PATH ?? path.join(homedir(), '.cache', 'ms-playwright');
  try {
    return readdirSync(root)
      .filter((name) => name.startsWith('chromium-'))
      .flatMap((name) => [
        path.join(root, name, 'chrome-linux', 'chrome'),
        path.join(root, name, 'chrome-linux64', 'chrome'),
        path.join(root, name, 'chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium'),
      ]);
  } catch {
    return [];
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
