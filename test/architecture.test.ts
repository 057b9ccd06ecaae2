import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, posix} from 'node:path';
import {expect, test} from 'vitest';

/** What each part may import, itself aside; `errors` and types of reports are open to those that name them. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  formula: ['errors'],
  exact: ['errors', 'formula'],
  activations: ['errors', 'formula', 'exact'],
  analysis: ['errors', 'formula', 'exact', 'activations'],
  input: ['errors', 'formula', 'analysis/report'],
  render: ['errors', 'analysis/report', 'exact/format', 'formula/number-text'],
  io: ['errors', 'render/style'],
  commands: ['errors', 'io', 'formula', 'exact', 'activations', 'analysis', 'input', 'render', '../package.json'],
  cli: ['errors', 'io', 'commands'],
  index: ['errors', 'formula', 'exact', 'activations', 'analysis'],
};

/** Packages and the parts that may load them. */
const packages: Readonly<Record<string, RegExp>> = {
  commander: /^(cli|commands)/,
  chalk: /^render/,
  'cli-table3': /^render/,
  asciichart: /^render/,
  'node:*': /^(cli|io|input)/,
};

const files = readdirSync('src', {recursive: true, encoding: 'utf8'})
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'));
const text = (file: string) => readFileSync(join('src', file), 'utf8').replace(/^\s*(\/\/|\/?\*).*$/gm, '');
const source = new Map(files.map((file) => [file, text(file)]));
const part = (file: string) => file.replace(/(\/.*|\.ts)$/, '');
const imports = [...source].flatMap(([file, code]) =>
  [...code.matchAll(/(?:\bfrom\s+|\bimport\s+|\bimport\()'([^']+)'/g)].map(([, target = '']) => ({
    file,
    target: target.startsWith('.') ? posix.join(dirname(file), target) : target,
    relative: target.startsWith('.'),
  })),
);

test('imports between parts follow the arrows', () => {
  const astray = imports
    .filter(({relative}) => relative)
    .filter(({file, target}) => part(file) !== part(target))
    .filter(
      ({file, target}) =>
        !arrows[part(file)]?.some((open) => [part(target), target, `${target}`.replace(/\.ts$/, '')].includes(open)),
    );
  expect(imports.length).toBeGreaterThan(20);
  expect(astray).toEqual([]);
});

test('each package is loaded only where it belongs', () => {
  const astray = imports
    .filter(({relative}) => !relative)
    .filter(({file, target}) => !packages[target.replace(/^node:.*/, 'node:*')]?.test(file));
  expect(astray).toEqual([]);
});

test('imports make no cycle', () => {
  const next = (file: string) => imports.filter((entry) => entry.file === file).map(({target}) => target);
  const reached = (start: string) => {
    const seen = new Set<string>();
    const queue = next(start);
    for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
      if (!seen.has(file)) queue.push(...next(file));
      seen.add(file);
    }
    return seen;
  };
  expect(files.filter((file) => reached(file).has(file))).toEqual([]);
});

test('a file is named after what is in it, and only index.ts re-exports', () => {
  expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|misc|types|constants)(\.ts$|\/)/.test(file))).toEqual(
    [],
  );
  const reexporting = files.filter((file) => /^export\b[^;=(]*\bfrom\s+'/m.test(source.get(file) ?? ''));
  expect(reexporting.filter((file) => file !== 'index.ts')).toEqual([]);
});

test('only the outermost layer touches the console or the process', () => {
  const outside = files.filter((file) => !/^(cli|io)\.ts$/.test(file));
  expect(outside.filter((file) => /\bconsole\.|\bprocess\.|\bglobalThis\b/.test(source.get(file) ?? ''))).toEqual([]);
  expect(files.filter((file) => /\bprocess\.exit/.test(source.get(file) ?? ''))).toEqual([]);
});
