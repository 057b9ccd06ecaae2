import {execFile} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterAll, expect, test} from 'vitest';
import {activation} from '../../src/index.ts';
import {runIn} from '../fake-io.ts';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const chromium = places.find((path) => existsSync(path));
if (chromium === undefined) {
  process.stderr.write(`NOT TESTED: the page of a plot in a browser. There is no Chromium: ${places.join(', ')}\n`);
}
const inBrowser = test.skipIf(chromium === undefined);
const folder = mkdtempSync(join(tmpdir(), 'act-cli-plot-page-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

/** The page that a command line writes. */
async function pageOf(...line: readonly string[]): Promise<string> {
  const {code, stdout, stderr} = await runIn({}, 'plot', ...line, '--format', 'html');
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  return stdout;
}

/**
 * What a script says of a page that is opened as a file. It may wait (`await settled()`), and ends with what it returns;
 * faults of the page are told beside that.
 */
async function said(
  page: string,
  script: string,
): Promise<{readonly result: unknown; readonly faults: readonly string[]}> {
  const watch = `<script>const faults = [];
addEventListener('error', (event) => faults.push(String(event.message)), true);
addEventListener('unhandledrejection', ({reason}) => faults.push(String(reason)));
addEventListener('securitypolicyviolation', ({violatedDirective}) => faults.push(violatedDirective));</script>`;
  const ask = `<pre id="said"></pre><script>(async () => {
const find = (query) => document.querySelector(query);
const settled = () => new Promise((done) => setTimeout(done, 300));
const pathOf = (name) => find('#drawn path.' + name).getAttribute('d');
const type = (query, text, event = 'input') => { find(query).value = text; find(query).dispatchEvent(new Event(event)); };
const add = async (name) => { find('#name').value = name; find('#adding button').click(); await settled(); };
const shown = () => [...find('#values tbody').rows].map((row) => [...row.cells].slice(0, 3).map((cell) => cell.textContent));
let result;
try { await settled(); result = await (async () => {${script}})(); } catch (error) { faults.push(String(error)); }
find('#said').textContent = encodeURIComponent(JSON.stringify({result, faults}));
})();</script>`;
  const path = join(folder, 'page.html');
  writeFileSync(
    path,
    page.replace('<head>', `<head>${watch}`).replace('</body>', () => `${ask}</body>`),
  );
  const options = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
  const quiet = ['--disable-component-update', '--disable-sync', `--user-data-dir=${join(folder, 'profile')}`];
  const dump = ['--enable-logging=stderr', '--virtual-time-budget=20000', '--dump-dom', `file://${path}`];
  const {stdout, stderr} = await promisify(execFile)(chromium ?? '', [...options, ...quiet, ...dump]);
  const [, text = ''] = /<pre id="said">([^<]*)<\/pre>/.exec(stdout) ?? [];
  const {result, faults} = JSON.parse(decodeURIComponent(text));
  return {result, faults: [...faults, ...(stderr.match(/.*CONSOLE.*/g) ?? [])]};
}

inBrowser('a page draws, reads exact digits, and a slider moves the curve', async () => {
  const {result, faults} = await said(
    await pageOf('elu', '--alpha', '0.5'),
    `const before = pathOf('c0');
type('#x', '-1');
const first = shown();
type('[data-parameter="alpha"]', '2');
await settled();
return {first, moved: pathOf('c0') !== before, after: shown(), strip: find('#drawn desc').textContent};`,
  );
  const [half, two] = [activation('elu', {alpha: 0.5}), activation('elu', {alpha: 2})];
  expect(faults).toEqual([]);
  expect(result).toEqual({
    first: [['elu:alpha=0.5', String(half.value(-1)), String(half.gradient(-1))]],
    moved: true,
    after: [['elu:alpha=2', String(two.value(-1)), String(two.gradient(-1))]],
    strip: expect.stringContaining('elu:alpha=2: saturated from -6 to'),
  });
});

inBrowser('its first picture is that of --format svg, and its script draws the same', async () => {
  const line = [
    'gelu',
    'mine=x*sigmoid(b*x)',
    '--param',
    'b=1.702',
    '--range',
    '-4:4',
    '--ymax',
    '2',
    '--title',
    'Two',
  ];
  const {stdout: svg} = await runIn({}, 'plot', ...line, '--format', 'svg');
  const page = await pageOf(...line);
  expect(page).toContain(svg);
  const {result, faults} = await said(page, `return find('#drawn').innerHTML;`);
  expect(faults).toEqual([]);
  const plain = (text: string) =>
    text
      .replace(/"\/>|"><\/\w+>/g, '"/>')
      .replaceAll('&#60;', '&lt;')
      .replaceAll('&#62;', '&gt;');
  expect(plain(String(result)).trim()).toBe(plain(svg).trim());
});

inBrowser('curves are added by name and removed; a mistake is told and changes nothing', async () => {
  const {result, faults} = await said(
    await pageOf('relu'),
    `await add('leaky_relu@keras:negative_slope=0.1');
await add('g=x*tanh(x)');
const labels = shown().map(([label]) => label);
await add('gleu');
const problem = find('#problem').textContent;
find('[title="remove relu"]').click();
await settled();
type('#from', '0', 'change');
type('#to', '1', 'change');
find('#ranging button').click();
await settled();
return {labels, problem, after: shown().map(([label]) => label), ticks: find('#drawn desc').textContent.slice(0, 60), told: find('#problem').textContent};`,
  );
  expect(faults).toEqual([]);
  expect(result).toEqual({
    labels: ['relu', 'leaky_relu@keras:slope=0.1', 'g'],
    problem: expect.stringContaining("unknown activation: 'gleu'; did you mean 'gelu'"),
    after: ['leaky_relu@keras:slope=0.1', 'g'],
    ticks: expect.stringContaining('from 0 to 1.'),
    told: '',
  });
});

inBrowser('a formula works wherever a name does: plotted, with parameters, beside a name, and added', async () => {
  for (const [line, labels, sliders] of [
    [['x*tanh(x)'], ['x*tanh(x)', 'sin(x)', 'x*a'], 1],
    [['x*sigmoid(b*x)', '--b', '2', 'gelu'], ['x*sigmoid(b*x)', 'gelu', 'sin(x)', 'x*a'], 2],
    [['x^2', 'elu'], ['x^2', 'elu', 'sin(x)', 'x*a'], 2],
    [['=x<0 ? 0 : x'], ['=x<0 ? 0 : x', 'sin(x)', 'x*a'], 1],
  ] as const) {
    const {result, faults} = await said(
      await pageOf(...line),
      `await add('sin(x)');
await add('x*a');
return [shown().map(([label]) => label), document.querySelectorAll('#sliders [type=range]').length, find('#problem').textContent];`,
    );
    expect({line, faults, result}).toEqual({line, faults: [], result: [labels, sliders, '']});
  }
});

inBrowser('what is no number is told as it is written, and leaves no value of another place', async () => {
  const {result, faults} = await said(
    await pageOf('elu', 'elu:alpha=2'),
    `const told = ['abc', 'nan', '1e400'].map((text) => { type('#x', text); return [find('#problem').textContent, ...shown()[0].slice(1)]; });
type('#x', '1');
const cleared = find('#problem').textContent;
find('[data-parameter=alpha] + input').value = 'abc';
find('[data-parameter=alpha] + input').dispatchEvent(new Event('change'));
await settled();
return {told, cleared, alpha: find('#problem').textContent, groups: [...document.querySelectorAll('legend')].map((each) => each.textContent)};`,
  );
  expect(faults).toEqual([]);
  expect(result).toEqual({
    told: [
      ["invalid input: x = 'abc'; give numbers", '', ''],
      ["invalid input: x = 'nan'; give numbers", '', ''],
      [expect.stringContaining("invalid x: '1e400'"), '', ''],
    ],
    cleared: '',
    alpha: "invalid alpha='abc' for elu: it must be a finite number",
    groups: ['elu', 'elu:alpha=2'],
  });
});

inBrowser('on a narrow screen the text of the picture keeps its size', async () => {
  const {result, faults} = await said(
    await pageOf('elu'),
    `document.body.style.width = '340px';
return [find('#drawn svg').getBoundingClientRect().width >= 600, find('#picture').clientWidth <= 340];`,
  );
  expect({faults, result}).toEqual({faults: [], result: [true, true]});
});

inBrowser('the pointer and the keys read values', async () => {
  const {result, faults} = await said(
    await pageOf('tanh', 'prelu'),
    `const box = find('#drawn').getBoundingClientRect();
find('#picture').dispatchEvent(new PointerEvent('pointermove', {clientX: box.left + box.width / 3, clientY: box.top + 50, bubbles: true}));
const byPointer = [find('#x').value, ...shown()[0]];
type('#along', '750');
const byKeys = find('#x').value;
find('[data-parameter="weight"], [data-parameter="alpha"], [data-parameter="a"]').dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight'}));
await settled();
const unnamed = [...document.querySelectorAll('input, button')].filter((each) => !(each.labels?.length || each.ariaLabel || each.textContent));
return {byPointer, byKeys, label: shown()[1][0], unnamed: unnamed.length, cursor: getComputedStyle(find('#cursor')).display};`,
  );
  expect(faults).toEqual([]);
  const {byPointer, byKeys, label, unnamed, cursor} = result as Record<string, string>;
  const x = Number(byPointer?.[0]);
  expect(x).toBeGreaterThan(-4);
  expect(x).toBeLessThan(0);
  expect(byPointer?.slice(1)).toEqual([
    'tanh',
    String(activation('tanh').value(x)),
    String(activation('tanh').gradient(x)),
  ]);
  expect(byKeys).toBe('3');
  expect(label).toMatch(/^prelu:\w+=0\.26$/);
  expect([unnamed, cursor]).toEqual([0, 'block']);
});

test('nothing that a user writes becomes part of the page, and nothing is loaded', async () => {
  const title = '</title></script><script>alert(1)</script><!--';
  const page = await pageOf('=x<0 ? x : 2', 'elu', '--title', title);
  expect(page).not.toContain('<script>alert');
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page).toContain("default-src 'none'");
  expect(page.replace(/<script[\s\S]*?<\/script>/g, '')).not.toMatch(
    /https?:(?!\/\/www\.w3\.org\/2000\/svg)|url\((?!#)|src=/,
  );
  expect(page.length).toBeLessThan(405_000);
});

inBrowser('lines through space, number formats and functions without parameters are drawn too', async () => {
  for (const line of [
    ['maxout:weights=[1,2;-1,0.5],biases=[0;0]', '--from', '[0,0]', '--along', '[1,1]'],
    ['sigmoid', '--dtype', 'float16', '--range', '0:20'],
    ['=log(-1-x^2)', '--no-regions'],
    ['gelu', '--order', '2'],
    ['elu', '--range', '5:1', '--symlog', '0.1', '--show', 'gradient'],
  ]) {
    const page = await pageOf(...line);
    const {result, faults} = await said(page, `return [find('#problem').textContent, shown().length];`);
    expect({line, faults, result}).toEqual({line, faults: [], result: ['', 1]});
  }
});
