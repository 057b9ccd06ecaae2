import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, posix} from 'node:path';
import {expect, test} from 'vitest';

/**
 * The house, from the ground up. A folder (or a file of `src`) answers one question, may know the ones named, and lets
 * others in by its doors alone: a file that is no door is its own affair. Any file of `commands` is one, for `cli`.
 */
const house: Readonly<Record<string, {readonly knows: readonly string[]; readonly doors: readonly string[] | 'any'}>> =
  {
    printable: {knows: [], doors: ['printable']},
    errors: {knows: [], doors: ['errors']},
    formula: {
      knows: ['printable', 'errors'],
      doors: [
        'arithmetic',
        'comparisons',
        'compile',
        'differentiate',
        'double-operators',
        'factor',
        'number-text',
        'parse',
        'plain-doubles',
        'print',
        'recognise',
        'spelling',
        'tree',
      ],
    },
    exact: {
      knows: ['errors', 'formula'],
      doors: [
        'budget',
        'doubles',
        'ladder',
        'lazily',
        'neighbours',
        'number-format',
        'big-float/arithmetic',
        'big-float/big-float',
      ],
    },
    activations: {
      knows: ['errors', 'formula'],
      doors: [
        'activation',
        'derivatives',
        'difference',
        'fast-errors',
        'interval-notation',
        'parameters',
        'registry',
        'search',
        'selection',
        'user-formula',
      ],
    },
    evaluation: {knows: ['errors', 'formula', 'exact', 'activations'], doors: ['evaluate', 'exact-at']},
    interval: {
      knows: ['formula', 'exact', 'activations'],
      doors: ['endpoints', 'gradient-bounds', 'interval-arithmetic', 'settle', 'tree-bounds', 'work'],
    },
    shape: {
      knows: ['formula', 'exact', 'activations', 'evaluation', 'interval'],
      doors: [
        'breakpoints',
        'extrema-over',
        'joints',
        'kinks',
        'largest',
        'largest-second',
        'oscillation',
        'shape',
        'shape-facts',
        'span',
      ],
    },
    regions: {
      knows: ['errors', 'formula', 'exact', 'activations', 'evaluation', 'interval', 'shape'],
      doors: ['column-marks', 'find-regions', 'region', 'region-at', 'survey'],
    },
    moments: {knows: ['formula', 'exact', 'activations', 'evaluation', 'shape'], doors: ['moments', 'normal']},
    sampling: {
      knows: ['errors', 'formula', 'exact', 'activations', 'evaluation', 'shape', 'regions'],
      doors: ['curves', 'cuts', 'envelope', 'grid', 'points', 'range', 'series', 'trace'],
    },
    check: {knows: ['exact', 'activations', 'evaluation', 'shape'], doors: ['check', 'findings']},
    compare: {
      knows: ['errors', 'formula', 'exact', 'activations', 'evaluation', 'shape', 'regions', 'moments'],
      doors: ['comparison', 'differences'],
    },
    card: {
      knows: ['formula', 'exact', 'activations', 'evaluation', 'shape', 'regions', 'moments'],
      doors: ['card', 'card-facts', 'properties'],
    },
    library: {
      knows: [
        'errors',
        'formula',
        'exact',
        'activations',
        'evaluation',
        'shape',
        'regions',
        'moments',
        'compare',
        'card',
      ],
      doors: ['activation', 'activation-function', 'card', 'compare', 'evaluate', 'regions', 'search-options'],
    },
    index: {knows: ['errors', 'shape', 'regions', 'moments', 'compare', 'card', 'library'], doors: []},
    input: {knows: ['errors', 'formula', 'exact', 'evaluation', 'check'], doors: ['open', 'reader', 'results']},
    report: {
      knows: [
        'errors',
        'formula',
        'exact',
        'activations',
        'evaluation',
        'shape',
        'regions',
        'sampling',
        'check',
        'compare',
        'card',
      ],
      doors: [
        'card',
        'catalogue',
        'check',
        'comparison',
        'figure',
        'notes',
        'output',
        'regions',
        'side-by-side',
        'text',
        'value-table',
      ],
    },
    render: {
      knows: ['printable', 'errors', 'formula', 'exact', 'regions', 'card', 'report'],
      doors: ['formats', 'render', 'style', 'picture/svg', 'plot/plot'],
    },
    page: {
      knows: ['exact', 'activations', 'sampling', 'report', 'library', 'render'],
      doors: [],
    },
    pager: {knows: [], doors: ['pager']},
    'new-file': {knows: [], doors: ['new-file']},
    io: {knows: ['render', 'pager', 'new-file'], doors: ['io']},
    progress: {knows: ['io', 'report'], doors: ['progress']},
    screen: {knows: ['printable', 'io', 'pager'], doors: ['screen']},
    commands: {
      knows: [
        'errors',
        'io',
        'formula',
        'exact',
        'activations',
        'evaluation',
        'shape',
        'regions',
        'sampling',
        'check',
        'compare',
        'card',
        'input',
        'report',
        'render',
      ],
      doors: 'any',
    },
    cli: {
      knows: ['printable', 'errors', 'new-file', 'io', 'progress', 'screen', 'commands', 'report', 'render'],
      doors: ['cli'],
    },
  };

/** The floors of `exact/limits`, from the ground up. */
const floors = ['effort', 'real-numbers', 'expansions', 'germs', 'limit'];

/** Packages and the parts that may load them. */
const packages: Readonly<Record<string, RegExp>> = {
  commander: /^(cli|commands)/,
  chalk: /^render/,
  'cli-table3': /^render/,
  asciichart: /^render/,
  'node:*': /^(cli|io|new-file|pager|input)/,
};

const files = readdirSync('src', {recursive: true, encoding: 'utf8'})
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'));
const text = (file: string) => readFileSync(join('src', file), 'utf8').replace(/^\s*(\/\/|\/?\*).*$/gm, '');
const source = new Map(files.map((file) => [file, text(file)]));
const part = (file: string) => file.replace(/(\/.*|\.ts)$/, '');
const inside = (file: string) => file.replace(/^[^/]*\//, '').replace(/\.ts$/, '');
const imports = [...source].flatMap(([file, code]) =>
  [...code.matchAll(/(?:\bfrom\s+|\bimport\s+|\bimport\()'([^']+)'/g)].map(([, target = '']) => ({
    file,
    target: target.startsWith('.') ? posix.join(dirname(file), target) : target,
    relative: target.startsWith('.'),
  })),
);
const between = imports.filter(({file, target, relative}) => relative && part(file) !== part(target));

test('every part of the source is in the plan, and every part of the plan is there', () => {
  expect([...new Set(files.map(part))].sort()).toEqual(Object.keys(house).sort());
});

test('a part knows only the parts that the plan says it knows, all of which stand below it', () => {
  const order = Object.keys(house);
  const astray = between.filter(
    ({file, target}) => !target.includes('package.json') && !house[part(file)]?.knows.includes(part(target)),
  );
  expect(between.length).toBeGreaterThan(100);
  expect(astray).toEqual([]);
  for (const [name, {knows}] of Object.entries(house)) {
    expect(knows.filter((below) => order.indexOf(below) >= order.indexOf(name))).toEqual([]);
    const used = new Set(between.filter(({file}) => part(file) === name).map(({target}) => part(target)));
    expect(
      knows.filter((below) => !used.has(below)),
      `what ${name} need not know`,
    ).toEqual([]);
  }
});

test('a part is entered by its doors, and each door is used', () => {
  const entered = between.filter(({target}) => !target.includes('package.json'));
  const isOpen = (target: string) => {
    const doors = house[part(target)]?.doors ?? [];
    return doors === 'any' || doors.includes(inside(target));
  };
  expect(entered.filter(({target}) => !isOpen(target))).toEqual([]);
  for (const [name, {doors}] of Object.entries(house)) {
    const used = new Set(entered.filter(({target}) => part(target) === name).map(({target}) => inside(target)));
    if (name === 'cli' || doors === 'any') continue;
    expect(
      doors.filter((door) => !used.has(door)),
      `doors of ${name}`,
    ).toEqual([]);
  }
});

test('the files of exact/limits know only files of their own floor and below', () => {
  const limits = 'exact/limits/';
  const floor = (file: string) => part(file.slice(limits.length));
  expect([...new Set(files.filter((file) => file.startsWith(limits)).map(floor))].sort()).toEqual([...floors].sort());
  const inside = imports.filter(({file, target}) => file.startsWith(limits) && target.startsWith(limits));
  expect(inside.filter(({file, target}) => floors.indexOf(floor(target)) > floors.indexOf(floor(file)))).toEqual([]);
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
