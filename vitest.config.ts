import { defineConfig } from 'vitest/config';
import { findChromium } from './tests/support/chromium.js';

const chromium = findChromium();
if (!chromium) {
  if (process.env.CI === 'true') {
    throw new Error(
      'CI needs a Chromium for the browser tests: install Debian’s "chromium" or set CHROMIUM_PATH',
    );
  }
  process.stderr.write(
    'Browser tests did not run: no Chromium found. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.\n',
  );
}

// Machines of CI are shared and slow at times: a test that fails there is tried once more, and waits are long.
const retry = process.env.CI === 'true' ? 1 : 0;
const database = { globalSetup: ['tests/support/global-setup.ts'], setupFiles: ['tests/support/setup.ts'] };

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    reporters: ['default'],
    retry,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/support/setup.ts'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'service',
          include: ['tests/service/**/*.test.ts'],
          ...database,
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          ...database,
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      ...(chromium
        ? [
            {
              extends: true as const,
              test: {
                name: 'browser',
                include: ['tests/browser/**/*.test.ts'],
                ...database,
                expect: { poll: { timeout: 15_000 } },
                testTimeout: 180_000,
                hookTimeout: 180_000,
                fileParallelism: false,
              },
            },
          ]
        : []),
    ],
  },
});
