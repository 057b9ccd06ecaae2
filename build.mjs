// Makes dist/: the program as one file (act-cli.cjs) with its compiled code, the library (index.js), and the licences of
// what is bundled.
// Types come from tsc (tsconfig.build.json).
import {readdir, readFile, rm, writeFile} from 'node:fs/promises';
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

const shared = {bundle: true, minify: true, legalComments: 'none', logLevel: 'warning', metafile: true};

await rm('dist', {recursive: true, force: true});
const [program, library] = await Promise.all([
  build({
    ...shared,
    entryPoints: ['src/cli.ts'],
    outdir: 'dist',
    write: false,
    format: 'esm',
    splitting: true,
    platform: 'node',
    target: 'node20.19',
    plugins: [unused],
  }),
  build({...shared, entryPoints: ['src/index.ts'], outfile: 'dist/index.js', format: 'esm', target: 'es2022'}),
]);
await writeFile('dist/THIRD-PARTY-LICENSES.txt', await licences([program.metafile, library.metafile]));

const file = 'dist/act-cli.cjs';
const source = linked(program.outputFiles, 'cli.js');
await writeFile(file, source, 'latin1');
// What a user waits for at a terminal: what looks things up, and what evaluates, which is twice as much code to read.
await writeFile('dist/act-cli.light.code', await compiled(['list', '--version']));
await writeFile('dist/act-cli.full.code', await compiled(['plot elu', 'table gelu']));

/**
 * The modules into which esbuild has split the program as one script: a function of `require` that gives the exports of
 * the entry. Each stays a function that is neither compiled nor run until something imports it; bundled into a single
 * scope, every function of every module would be set up at each start.
 */
function linked(outputs, entry) {
  const modules = outputs.map(({path, text}) => `'${basename(path)}'(){"use strict";${asFunctionBody(text)}}`);
  return `(require) => {
const loaded = {};
const load = (name) => (loaded[name] ??= modules[name]());
const modules = {
${modules.join(',\n')}
};
return load('${entry}');
}`;
}

/** A module as esbuild writes it, minified: no import or export has any other form than these. */
function asFunctionBody(module) {
  const names = (list) => list.replace(/([\w$]+) as ([\w$]+)/g, '$1:$2');
  const body = module
    .replace(/\bimport(?: |\*as )([\w$]+) from"(node:[^"]+)";/g, 'const $1=require("$2");')
    .replace(/\bimport(\{[^}]*\})from"(node:[^"]+)";/g, (_, list, name) => `const${names(list)}=require("${name}");`)
    .replace(/\bimport(\{[^}]*\})from"\.\/([^"]+)";/g, (_, list, name) => `const${names(list)}=load("${name}");`)
    .replace(/\bimport"\.\/([^"]+)";/g, 'load("$1");')
    .replace(/\bimport\("\.\/([^"]+)"\)/g, 'load("$1")')
    .replace(/\bexport(\{[^}]*\});\s*$/, (_, list) => `return${list.replace(/([\w$]+) as ([\w$]+)/g, '$2:$1')};`);
  const left = /\b(?:import|export)\b[^:=]{0,20}/.exec(body);
  if (left !== null) throw new Error(`what esbuild writes has changed: ${left[0]}`);
  return body;
}

/** V8's compiled code of the program, of all that these commands call. */
async function compiled(commands) {
  const script = new Script(source, {filename: file});
  const {run} = script.runInThisContext()(createRequire(import.meta.url));
  const sink = {isTTY: false, write() {}};
  const io = {
    env: {},
    stdin: {isTTY: false, async *[Symbol.asyncIterator]() {}},
    stdout: sink,
    stderr: sink,
    columns: undefined,
  };
  for (const line of commands) {
    const code = await run(line.split(' '), io);
    if (code !== 0) throw new Error(`act-cli ${line} ends with ${code}`);
  }
  return script.createCachedData();
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
