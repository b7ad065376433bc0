const settleMs = 2000;
const listPages = [
  '/agents',
  '/traces',
  '/models',
  '/mcp-servers',
  '/skills',
  '/tool-policies',
  '/people',
  '/api-keys',
];

/** Compressed bytes of script that each list page loads in a browser that has nothing cached, after signing in. */
export async function weighPages(browser, { url, adminEmail, adminPassword }) {
  const state = await signIn(browser, { url, adminEmail, adminPassword });
  const weights = [];
  for (const page of listPages) weights.push({ page, kb: await weigh(browser, `${url}${page}`, state) });
  return weights;
}

async function signIn(browser, { url, adminEmail, adminPassword }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Email').fill(adminEmail);
  await page.getByLabel('Password', { exact: true }).fill(adminPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'));
  const state = await context.storageState();
  await context.close();
  return state;
}

async function weigh(browser, address, storageState) {
  const context = await browser.newContext({ storageState });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    const scripts = new Set();
    let bytes = 0;
    session.on('Network.responseReceived', ({ requestId, type }) => {
      if (type === 'Script') scripts.add(requestId);
    });
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) bytes += encodedDataLength;
    });
    const response = await page.goto(address, { waitUntil: 'load' });
    if (response === null || response.status() !== 200)
      throw new Error(`${address} answered ${response?.status()}.`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    // What a page still fetches by itself once it is there counts too; streams keep the network from ever being idle.
    await page.waitForTimeout(settleMs);
    return Math.round(bytes / 102.4) / 10;
  } finally {
    await context.close();
  }
}
