import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { weighPages } from './weigh-pages.mjs';

const starts = 3;
const startGateMs = 3000;
const weightGateKb = 200;

/** How long the built application takes from the command to its first page, and how much script its lists carry. */
export async function measure({ withServer, ensureChromium }) {
  // The first start builds when it has to; its time is not one that is promised.
  await withServer(async () => undefined);
  const parent = await mkdtemp(path.join(os.tmpdir(), 'tackroom-bench-'));
  try {
    const dataDir = path.join(parent, 'data');
    const first = await withServer(untilFirstPage, { dataDir });
    const again = [];
    for (let count = 0; count < starts; count += 1) again.push(await withServer(untilFirstPage, { dataDir }));
    again.sort((a, b) => a - b);
    const rows = [
      {
        figure: 'first start of a built checkout: new database, demo content, to the first page',
        value: first,
        unit: 'ms',
      },
      {
        figure: `later start to the first page, median of ${starts}`,
        value: again[Math.floor(starts / 2)],
        unit: 'ms',
        atMost: startGateMs,
      },
      ...(await weigh({ withServer, ensureChromium })),
    ];
    return { rows };
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

async function untilFirstPage({ url, startedAt }) {
  const response = await fetch(`${url}/sign-in`, { signal: AbortSignal.timeout(30_000) });
  await response.text();
  if (!response.ok) throw new Error(`/sign-in answered ${response.status}.`);
  return Math.round(performance.now() - startedAt);
}

async function weigh({ withServer, ensureChromium }) {
  const { file, reason } = await ensureChromium();
  if (file === undefined) throw new Error(`The pages cannot be weighed: ${reason}.`);
  return withServer(async (server) => {
    const browser = await chromium.launch({ executablePath: file, args: ['--no-sandbox'] });
    try {
      const pages = await weighPages(browser, server);
      return pages.map(({ page, kb }) => ({
        figure: `compressed script of ${page}`,
        value: kb,
        unit: 'KB',
        atMost: weightGateKb,
      }));
    } finally {
      await browser.close();
    }
  });
}
