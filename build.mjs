// Makes dist/: the program (act-cli.cjs, and what reads options, options.cjs) with its compiled code, the library
// (index.js), and the licences of what is bundled.
// Types come from tsc (tsconfig.build.json).
import {createHash} from 'node:crypto';
import {constants, mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {basename} from 'node:path';
import {Script} from 'node:vm';
import {build} from 'esbuild';

/** Modules that bundled packages load and this program never uses; loading child_process costs a tenth of a start. */
const unused = {
  name: 'unused',
  setup({onResolve, onLoad}) {
    onResolve({filter: /^(node:child_process|@colors\/colors\/safe)$/}, ({path}) => ({path, namespace: 'unused'}));
    onLoad({filter: /./, namespace: 'unused'}, () => ({contents: 'module.exports = {}'}));
  },
};

/** As a CommonJS module it would take longer to load than to draw a chart. */
const asciichart = {
  name: 'asciichart',
  setup({onLoad}) {
    onLoad({filter: /\basciichart\.js$/}, async ({path}) => ({
      contents: `const exports = {__proto__: null};\n${await readFile(path, 'utf8')}\nexport default exports;`,
    }));
  },
};

const shared = {
  bundle: true,
  minify: true,
  charset: 'ascii', // bin/act-cli.js relies on it
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  write: false,
};

// `npx act-cli` prepares a checkout when it links it: what was made from these very files need not be made again.
const fingerprint = await fingerprintOf(['package.json', 'package-lock.json', 'build.mjs', ...(await filesIn('src'))]);
const made = await readFile('dist/fingerprint', 'utf8').catch(() => undefined);
if (process.argv.includes('--is-current')) process.exit(made === fingerprint ? 0 : 1);

const [program, library] = await Promise.all([
  build({
    ...shared,
    entryPoints: ['src/cli.ts'],
    outdir: 'dist',
    format: 'esm',
    splitting: true,
    platform: 'node',
    target: 'node20.19',
    plugins: [unused, asciichart],
  }),
  build({...shared, entryPoints: ['src/index.ts'], outdir: 'dist', format: 'esm', target: 'es2022'}),
]);
const scripts = linked(program.outputFiles, {entry: 'cli.js', apart: /^program-/});
// What is usually asked of each command; the compiled code of all that this calls lies beside the program, in one file
// for a pipe and one for a terminal: code that is not called takes as long to read.
const usual = {
  help: '--help',
  list: 'list',
  info: 'info gelu',
  table: 'table gelu',
  plot: 'plot elu',
  regions: 'regions gelu',
  compare: 'compare relu gelu',
  check: 'check gelu -',
};
const files = {
  'act-cli.cjs': scripts['act-cli'],
  'options.cjs': scripts.options,
  'index.js': library.outputFiles[0].text,
  'THIRD-PARTY-LICENSES.txt': await licences([program.metafile, library.metafile]),
};
for (const [name, line] of Object.entries(usual)) {
  files[`code/${name}.pipe`] = (await compiled([line], {isTTY: false}))['act-cli'];
  files[`code/${name}.terminal`] = (await compiled([line], {isTTY: true}))['act-cli'];
}
files['code/options'] = (await compiled(['plot elu --width 80', '--help'], {isTTY: false})).options;
for (const [name, {length}] of Object.entries(files)) {
  if (length >= 2 ** 20) throw new Error(`${name} is too long for the memory of bin/act-cli.js`);
}
// Only now, all at once: the program that is there may be running.
await rm('dist', {recursive: true, force: true});
await mkdir('dist/code', {recursive: true});
for (const [name, content] of Object.entries({...files, fingerprint})) await writeFile(`dist/${name}`, content);

async function filesIn(folder) {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  return entries.filter((entry) => entry.isFile()).map(({parentPath, name}) => `${parentPath}/${name}`);
}

/** A digest of the version of Node, and of the names and contents of some files. */
async function fingerprintOf(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths.sort()) hash.update(path).update(await readFile(path));
  return hash.digest('hex');
}

/**
 * The modules into which esbuild has split the program, as scripts: `act-cli`, a function of `require` and of what
 * opens the other script, that gives the exports of the entry; and `options`, the module that is kept apart. Each module
 * stays a function that is neither compiled nor run until something imports it; bundled into a single scope, every
 * function of every module would be set up at each start. What they export lies in one array: objects of a new shape for
 * each module take V8 longer to make.
 */
function linked(outputs, {entry, apart}) {
  const names = outputs.map(({path}) => basename(path));
  const places = new Map();
  const place = (module, name) => `exported[${places.get(`${module} ${name}`)}]`;
  const needed = (module, name) => {
    const key = `${module} ${name}`;
    if (!places.has(key)) places.set(key, places.size);
    return place(module, name);
  };
  const load = (module) => `load(${names.indexOf(module)})`;
  const result = needed(entry, '*');
  const importing = outputs.map(({text}) => withImports(text, {needed, load}));
  const isNeeded = (module, name) => places.has(`${module} ${name}`);
  const bodies = importing.map((text, i) => withExports(text, names[i], {isNeeded, place}));
  const other = names.findIndex((name) => apart.test(name));
  const setUps = bodies.map((body, i) => `() => {${i === other ? 'openOther()(require, load, exported)' : body}}`);
  return {
    'act-cli': `(require, openOther) => {
"use strict";
const exported = new Array(${places.size});
const setUps = [
${setUps.join(',\n')}
];
const load = (i) => {
  const setUp = setUps[i];
  setUps[i] = undefined;
  setUp?.();
};
${load(entry)};
return ${result};
}`,
    options: `(require, load, exported) => {"use strict";${bodies[other]}}`,
  };
}

/**
 * A module as esbuild writes it, minified, with its imports taken from `exported`. None has any other form than these.
 * Imports for the sake of what a module does when it is set up are left out: none does anything.
 */
function withImports(text, {needed, load}) {
  const body = text
    .replace(/\bimport(?: |\*as )([\w$]+) from"(node:[^"]+)";/g, 'const $1=require("$2");')
    .replace(/\bimport\{([^}]*)\}from"(node:[^"]+)";/g, (_, list, from) => {
      const names = renamings(list).map(([there, here]) => `${there}:${here}`);
      return `const{${names}}=require("${from}");`;
    })
    .replace(/\bimport\{([^}]*)\}from"\.\/([^"]+)";/g, (_, list, from) => {
      const names = renamings(list).map(([there, here]) => `${here}=${needed(from, there)}`);
      return `${load(from)};const ${names};`;
    })
    .replace(/\bimport"\.\/[^"]+";/g, '')
    .replace(/\bimport\("\.\/([^"]+)"\)/g, (_, from) => `(${load(from)},${needed(from, '*')})`);
  const left = /\bimport\b[^:=]{0,20}/.exec(body);
  if (left !== null) throw new Error(`what esbuild writes has changed: ${left[0]}`);
  return body;
}

/** The module with what others need of its exports laid into `exported`; `*` is all, as an object. */
function withExports(text, module, {isNeeded, place}) {
  const [, body = '', list = ''] = /^(.*)\bexport\{([^}]*)\};\s*$/s.exec(text) ?? [];
  if (body === '' || /\bexport\b[^:=]{0,20}/.test(body)) throw new Error(`what esbuild writes has changed: ${module}`);
  const names = renamings(list);
  const values = names.map(([here, there]) => [there, here]);
  if (isNeeded(module, '*')) values.push(['*', `{${names.map(([here, there]) => `${there}:${here}`)}}`]);
  return (
    body + values.map(([name, value]) => (isNeeded(module, name) ? `${place(module, name)}=${value};` : '')).join('')
  );
}

/** `a as b,c` as pairs of names: before and after. */
function renamings(list) {
  return list.split(',').map((item) => {
    const [before, after = before] = item.split(' as ');
    return [before, after];
  });
}

/** V8's compiled code of each script, of all that some calls of the program need; what they write goes nowhere. */
async function compiled(lines, {isTTY}) {
  const require = createRequire(import.meta.url);
  const fs = {
    ...require('node:fs'),
    fstatSync: () => ({mode: isTTY ? constants.S_IFCHR : constants.S_IFIFO}),
    writevSync: (_file, [bytes]) => bytes.length,
  };
  const input = Buffer.from('x,value\n1,0.8413447460685429\n');
  const opened = {};
  const open = (name) => {
    // Under a name of its own: V8 would share the functions of a script that it has compiled before.
    opened[name] = new Script(scripts[name], {filename: `${name} ${lines} ${isTTY}`});
    return opened[name].runInThisContext();
  };
  const {main} = open('act-cli')(
    (name) => (name === 'node:fs' ? fs : require(name)),
    () => open('options'),
  );
  for (const line of lines) {
    const code = await main({
      argv: ['node', 'act-cli', ...line.split(' ')],
      env: isTTY ? {TERM: 'xterm-256color'} : {},
      stdin: {
        async *[Symbol.asyncIterator]() {
          yield input;
        },
      },
      stdout: {columns: 80},
      getBuiltinModule: () => ({isatty: () => isTTY}),
    });
    if (code !== 0) throw new Error(`act-cli ${line} ends with ${code}`);
  }
  return Object.fromEntries(Object.entries(opened).map(([name, script]) => [name, script.createCachedData()]));
}

async function licences(metafiles) {
  const inputs = metafiles.flatMap(({inputs}) => Object.keys(inputs));
  const folders = inputs.map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  const texts = [...new Set(folders.filter((folder) => folder !== undefined))].sort().map(async (folder) => {
    const {name, version, license} = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${folder} is bundled, but has no licence file`);
    return `${name} ${version} (${license})\n\n${(await readFile(`${folder}/${file}`, 'utf8')).trim()}\n`;
  });
  return (await Promise.all(texts)).join(`\n${'-'.repeat(80)}\n\n`);
}
