import {readdirSync, readFileSync, rmSync} from 'node:fs';
import {afterAll, expect, test} from 'vitest';
import {fastErrors} from '../src/activations/fast-errors.ts';
import {allActivations} from '../src/activations/registry.ts';
import {functionNames} from '../src/formula/primitives.ts';
import * as library from '../src/index.ts';
import {runIn} from './fake-io.ts';
import {blocks, commandsIn, runLine, withRealOutput, withSection} from './markdown-examples.ts';
import {makeLayers} from './page-layers.ts';
import {type Peers, peersTable, worstTable} from './peers-table.ts';
import {differencesTable, type RuntimeCase} from './quantised-table.ts';

const pages = ['README.md', 'CONTRIBUTING.md', ...markdownIn('docs')];
function markdownIn(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => (name.endsWith('.md') ? [`${folder}/${name}`] : []));
}

const read = (page: string) => readFileSync(page, 'utf8');
const readme = read('README.md');
const peers = JSON.parse(read('test/vectors/peers.json')) as Peers; // its generator writes no other form

/** A folder with the files that the commands of the pages read. */
const layers = makeLayers();
afterAll(() => rmSync(layers, {recursive: true}));

/** What is done with a folder as the working directory, where a command finds its files. */
async function within<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const home = process.cwd();
  process.chdir(folder);
  try {
    return await work();
  } finally {
    process.chdir(home);
  }
}

/** Sections that are made from the program or from measurements, by page. */
const sections: Readonly<Record<string, Readonly<Record<string, () => string | Promise<string>>>>> = {
  'README.md': {functions: familiesTable},
  'docs/activations.md': {list: async () => (await runIn({}, 'list', '--format', 'markdown')).stdout.trimEnd()},
  'docs/quantisation.md': {
    differences: () => differencesTable(JSON.parse(read('test/frameworks/quantised.json')) as readonly RuntimeCase[]), // as its generator writes it
  },
  'docs/accuracy.md': {
    peers: () => peersTable(peers),
    worst: () => worstTable(peers, 'PyTorch'),
    fast: fastTable,
  },
};

// `npm run docs` writes what these tests compare.
test.each(pages)('%s shows what its commands print and what was measured', {timeout: 120_000}, async (page) => {
  const text = read(page);
  let expected = await within(layers, () => withRealOutput(text));
  for (const [name, make] of Object.entries(sections[page] ?? {})) expected = withSection(expected, name, await make());
  await expect(expected).toMatchFileSnapshot(`../${page}`);
});

test('docs/elu.svg is the picture that the program makes', async () => {
  const {stdout} = await runIn({}, 'plot', 'elu', '--alpha', '1', '--format', 'svg');
  await expect(stdout).toMatchFileSnapshot('../docs/elu.svg');
});

test('no example of a page fails', () => {
  for (const page of pages)
    expect(read(page)).not.toMatch(
      /^act-cli: (?!.*(?:scales in float32|output codes|not representable|exceeded|was read as a header))/m,
    );
  expect(commandsIn(readme).length).toBeGreaterThanOrEqual(6);
});

test('what docs/audit.md names within sentences and in its workflow can be typed', async () => {
  const page = read('docs/audit.md');
  const inline = [...page.matchAll(/`([^`\n]*act-cli audit [^`]+)`/g)].map(([, line = '']) => line);
  const steps = blocks(page, 'yaml').flatMap((block) => block.match(/act-cli audit .*$/gm) ?? []);
  expect([inline.length, steps.length]).toEqual([expect.any(Number), expect.any(Number)]);
  expect(steps.length).toBeGreaterThan(1);
  for (const line of [...inline, ...steps]) {
    const {output, code} = await within(layers, () => runLine(line));
    expect({line, failed: code === 2, output}).toEqual({line, failed: false, output});
  }
});

test('the functions that a formula may call are listed', () => {
  const [, list = ''] = /^Functions: ([\w\s]+)\./m.exec(read('docs/formulas.md')) ?? [];
  expect(list.split(/\s+/).sort()).toEqual([...functionNames].sort());
});

test('the examples of the library print what stands beside them', () => {
  const code = blocks(read('docs/library.md'), 'js').join('\n');
  const said: string[] = [];
  const body = code.replace(/import (\{[^}]*\}) from 'act-cli';/g, 'const $1 = library;');
  new Function('library', 'console', body)(library, {log: (...values: unknown[]) => said.push(values.join(' '))});
  const promised = [...code.matchAll(/console\.log\(.*\); +\/\/ (.*)$/gm)].map(([, text]) => text);
  expect(said.length).toBeGreaterThan(2);
  expect(said).toEqual(promised);
});

test('pieces of source in CONTRIBUTING are the source', () => {
  const quoted = [...blocks(read('CONTRIBUTING.md'), 'ts'), ...blocks(read('CONTRIBUTING.md'), 'python')];
  expect(quoted).toHaveLength(2);
  for (const block of quoted) {
    const [, file = 'no file named', text = ''] = /^(?:\/\/|#) (\S+)\n([\s\S]*)$/.exec(block) ?? [];
    expect(read(file)).toContain(text);
  }
});

test('links between pages lead to files', () => {
  for (const page of pages) {
    for (const [, target = ''] of read(page).matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
      expect(() => readFileSync(new URL(target, new URL(`../${page}`, import.meta.url)))).not.toThrow();
    }
  }
});

test('README stays under 200 lines and CONTRIBUTING under 100', () => {
  expect(readme.split('\n').length).toBeLessThan(200);
  expect(read('CONTRIBUTING.md').split('\n').length).toBeLessThan(100);
});

test('the scripts that the pages name exist', () => {
  const {scripts} = JSON.parse(read('package.json'));
  for (const page of pages) {
    for (const [, name = ''] of read(page).matchAll(/`npm run ([\w:-]+)/g)) expect(scripts).toHaveProperty(name);
  }
});

function familiesTable(): string {
  const families = new Map<string, string[]>();
  for (const {name, family} of allActivations()) families.set(family, [...(families.get(family) ?? []), name]);
  const rows = [...families].map(
    ([family, names]) => `| ${family} | ${names.map((name) => `\`${name}\``).join(' ')} |`,
  );
  return ['| family | functions |', '| --- | --- |', ...rows].join('\n');
}

/** Activations by the larger of the errors of value and gradient in plain doubles. */
function fastTable(): string {
  const most = Object.entries(fastErrors).map(([name, {ordinary, extreme}]) => ({
    name,
    ordinary: Math.max(...ordinary),
    everywhere: Math.max(...ordinary, ...extreme),
  }));
  const named = (found: typeof most) => found.map(({name}) => `\`${name}\``).join(' ') || '–';
  const bounds = [0, 2, 4, 8, 16, Infinity];
  const row = (bound: number, i: number) => {
    const within = (error: number) => error <= bound && error > (bounds[i - 1] ?? -1);
    const cells = [most.filter(({ordinary}) => within(ordinary)), most.filter(({everywhere}) => within(everywhere))];
    return `| ${bound === Infinity ? 'more' : bound} | ${cells.map(named).join(' | ')} |`;
  };
  return ['| at most, ulp | \\|x\\| ≤ 10 | everywhere |', '| --: | --- | --- |', ...bounds.map(row)].join('\n');
}
