import {execFile} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {card, evaluate} from '../../src/index.ts';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const chromium = places.find((path) => existsSync(path));
if (chromium === undefined) {
  process.stderr.write(`NOT TESTED: the library in a browser. There is no Chromium: ${places.join(', ')}\n`);
}
const inBrowser = test.skipIf(chromium === undefined);

/** What plain doubles need in a page that forbids code from text; each attempt is a report to the page's owner. */
const strict = (policy: string) => `<!doctype html><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<pre id="said"></pre>
<script type="module">
  import {card, evaluate} from '/dist/index.js';
  let reports = 0;
  addEventListener('securitypolicyviolation', () => { reports += 1; });
  const said = {};
  try {
    said.card = card('gelu');
    said.fast = [...evaluate('mish', [-3, 0.5, 7], {fast: true}).value].map(String);
  } catch (error) {
    said.error = String(error);
  }
  let evaluated = 'allowed';
  try { new Function(); } catch (error) { evaluated = error.name; }
  // Reports come after what caused them.
  await new Promise((done) => setTimeout(done, 50));
  document.querySelector('#said').textContent = encodeURIComponent(JSON.stringify({...said, evaluated, reports}));
</script>`;

const pages: Readonly<Record<string, string>> = {
  '/strict.html': strict("script-src 'self' 'unsafe-inline'"),
  '/trusted.html': strict("script-src 'self' 'unsafe-inline' 'unsafe-eval'; require-trusted-types-for 'script'"),
};

let server: Server;
let profile: string;

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'act-cli-page-'));
  server = createServer(({url = ''}, response) => {
    const [path = ''] = url.split('?');
    const isScript = path === '/dist/index.js';
    const body = pages[path] ?? (isScript || path === '/docs/library.html' ? readFileSync(`.${path}`) : undefined);
    response.writeHead(body === undefined ? 404 : 200, {'content-type': isScript ? 'text/javascript' : 'text/html'});
    response.end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});

afterAll(async () => {
  server.close();
  await rm(profile, {recursive: true, force: true});
});

/** The page as it is once its scripts have run. */
async function pageAt(path: string): Promise<string> {
  const {port} = server.address() as AddressInfo; // it listens at a port
  const options = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
  const quiet = ['--disable-component-update', '--disable-sync', `--user-data-dir=${profile}`];
  const dump = ['--virtual-time-budget=5000', '--dump-dom', `http://127.0.0.1:${port}${path}`];
  const {stdout} = await promisify(execFile)(chromium ?? '', [...options, ...quiet, ...dump]);
  return stdout;
}

/** The text of an element of the dump, a line for each row of a table. */
function textOf(page: string, id: string): string {
  const inside = new RegExp(`<(\\w+) id="${id}"[^>]*>(.*?)</\\1>`, 's').exec(page)?.[2] ?? `no #${id}`;
  const spaced = inside.replaceAll('</tr>', '\n').replaceAll('</td><td>', ' ');
  return spaced.replace(/<[^>]*>/g, '').trim();
}

inBrowser('the example page shows exact digits and no problem', async () => {
  const page = await pageAt('/docs/library.html');
  expect([textOf(page, 'problem'), textOf(page, 'faults')]).toEqual(['', '']);
  expect(textOf(page, 'label')).toBe('elu:alpha=0.5');
  expect(textOf(page, 'value')).toBe('-0.31606027941427883');
  expect(textOf(page, 'gradient')).toBe('0.18393972058572117');
  expect(textOf(page, 'regions')).toBe('saturated (-Infinity, -3.9120230054281464]');
});

inBrowser('it takes its fields from the address, formulas too', async () => {
  const page = await pageAt(`/docs/library.html?x=3&activation=${encodeURIComponent('mine=min(x*Phi(x), 6)')}`);
  expect([textOf(page, 'problem'), textOf(page, 'faults')]).toEqual(['', '']);
  expect(textOf(page, 'value')).toBe('2.99595030590511');
  expect(textOf(page, 'regions').split('\n')).toEqual([
    'saturated (-Infinity, -3.0674272039089003]',
    'weak [-0.7754719024484459, -0.7290798339189215]',
    'dead [6.000000005919526, Infinity)',
  ]);
});

inBrowser('it tells of a mistake what the library says', async () => {
  const page = await pageAt('/docs/library.html?activation=gleu');
  expect(textOf(page, 'problem')).toContain("unknown activation: 'gleu'; did you mean 'gelu'");
  expect([textOf(page, 'value'), textOf(page, 'faults')]).toEqual(['', '']);
});

inBrowser.each(['/strict.html', '/trusted.html'])(
  'plain doubles in a page that forbids code from text: %s',
  async (path) => {
    const said = JSON.parse(decodeURIComponent(textOf(await pageAt(path), 'said')));
    expect(said).toEqual({
      card: JSON.parse(JSON.stringify(card('gelu'))),
      fast: [...evaluate('mish', [-3, 0.5, 7], {fast: true}).value].map(String),
      evaluated: 'EvalError',
      // One for the library, however much it evaluates, and one for the test.
      reports: 2,
    });
  },
);
