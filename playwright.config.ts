import { defineConfig } from '@playwright/test';

const url = process.env.TACKROOM_E2E_URL ?? 'http://127.0.0.1:3000';

/** The browser walk. `npm test -- e2e` starts the application and the upstreams it needs; see `e2e/access.ts`. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'e2e/artifacts/results',
  // The walk changes flags and agents of one organisation, so its parts take turns.
  workers: 1,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    // What fades or slides would be caught half-way by a picture.
    contextOptions: { reducedMotion: 'reduce' },
    permissions: ['clipboard-read', 'clipboard-write'],
    actionTimeout: 20_000,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.TACKROOM_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'light', use: { colorScheme: 'light' } },
    // Colours are what differs: the main job and every page are walked again, the rest is the same in both.
    { name: 'dark', use: { colorScheme: 'dark' }, testMatch: ['main-job.spec.ts', 'pages.spec.ts'] },
  ],
});
