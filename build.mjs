// Makes dist/: the program (act-cli.cjs) with V8's compiled code of it, its man page (act-cli.1), the library (index.js),
// the page of pictures (page.html), and the licences of what is bundled. Types come from tsc (tsconfig.build.json).
import {mkdir, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {setFlagsFromString} from 'node:v8';
import {Script} from 'node:vm';
import {build} from 'esbuild';

const fitting = `${process.version}-${process.platform}-${process.arch}.cache`;
// npm runs `prepare` after an install, and may run it for `npx act-cli`: what is newer than its sources is left as it is.
if (process.argv.includes('--is-current')) process.exit((await isCurrent()) ? 0 : 1);

const shared = {bundle: true, minify: true, legalComments: 'none', metafile: true, write: false, outdir: 'dist'};
const forNode = {
  ...shared,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  plugins: [{name: 'start', setup: withoutChildProcesses}],
};
const [program, man, library, page] = await Promise.all([
  build({...forNode, entryPoints: ['src/cli.ts']}),
  build({...forNode, entryPoints: ['src/commands/man-page.ts']}),
  build({...shared, entryPoints: ['src/index.ts'], format: 'esm', target: 'es2022'}),
  build({...shared, entryPoints: ['src/page/page.js'], format: 'iife', target: 'es2022'}),
]);
const [{text}] = program.outputFiles;
const files = {
  'act-cli.cjs': text,
  ...(await compiled(text)),
  'act-cli.1': await manPage(text, man.outputFiles[0].text),
  'page.html': await withScript('src/page/page.html', page.outputFiles[0].text),
  'index.js': library.outputFiles[0].text,
  'THIRD-PARTY-LICENSES.txt': await licences([program.metafile, library.metafile, page.metafile]),
};
// Only now, all at once: the program that is there may be running.
await rm('dist', {recursive: true, force: true});
await mkdir('dist');
for (const [name, content] of Object.entries(files)) await writeFile(`dist/${name}`, content);

/**
 * Commander loads `node:child_process` for subcommands that are programs. Here are none, and loading it takes a tenth of a
 * start. The pager needs it.
 */
function withoutChildProcesses({onResolve, onLoad}) {
  onResolve({filter: /^node:child_process$/}, ({importer}) =>
    importer.includes('commander') ? {path: 'nothing', namespace: 'empty'} : undefined,
  );
  onLoad({filter: /.*/, namespace: 'empty'}, () => ({contents: ''}));
}

/** Whether dist/ is newer than all that it is made from, and its compiled code is for this version of Node. */
async function isCurrent() {
  const sources = (await readdir('src', {recursive: true})).map((name) => `src/${name}`);
  const paths = ['package.json', 'package-lock.json', 'build.mjs', 'tsconfig.build.json', 'src', ...sources];
  const changed = await Promise.all(paths.map(async (path) => (await stat(path)).mtimeMs));
  // The types are made last.
  const made = [`all.${fitting}`, 'index.d.ts'].map((name) => stat(`dist/${name}`).catch(() => ({mtimeMs: 0})));
  return (await Promise.all(made)).every(({mtimeMs}) => mtimeMs > Math.max(...changed));
}

/**
 * V8's compiled code of what the examples call: one cache for each command, from its examples, and one from all. Only the
 * same version of Node can use them, yet they are 3.7 of the package's 4.2 MB: Node 20 has no compile cache of its own,
 * and without them `plot elu` takes 1.7 times as long.
 */
async function compiled(text, only) {
  // Another file name, or V8 reuses the earlier compilation.
  const script = scriptOf(text, only ?? 'all');
  const {commands, run} = exportsOf(script);
  // Pictures in files are not waited for at a prompt, and what they need would be read by every plot.
  const examplesOf = async (name) => (await commands[name]()).examples.filter((line) => !line.includes('--output'));
  const names = only === undefined ? Object.keys(commands) : [only];
  // V8 would note which functions ran often here, and turn those into machine code at each start: a tenth of it.
  setFlagsFromString('--no-sparkplug');
  for (const name of names) for (const line of await examplesOf(name)) await answer(run, line);
  setFlagsFromString('--sparkplug');
  const files = {[`${only ?? 'all'}.${fitting}`]: script.createCachedData()};
  if (only === undefined) for (const name of names) Object.assign(files, await compiled(text, name));
  return files;
}

function scriptOf(text, filename) {
  return new Script(`(function (require, module) {${text}\n})`, {filename}); // as in bin/
}

function exportsOf(script) {
  const module = {};
  script.runInThisContext()(createRequire(import.meta.url), module);
  return module.exports;
}

/** The man page of the commands of a program. */
async function manPage(program, page) {
  const {commands} = exportsOf(scriptOf(program, 'program'));
  const records = await Promise.all(Object.values(commands).map((load) => load()));
  return exportsOf(scriptOf(page, 'page')).manPage(records);
}

/** Runs an example into a pipe and on a terminal. Of a line for a shell, only its first stage runs. */
async function answer(run, line) {
  const words = line
    .replace(/ [|>] .*/, '')
    .match(/(?:'[^']*'|[^\s'])+/g)
    .map((word) => word.replaceAll("'", ''));
  for (const columns of [undefined, 80]) {
    const output = {isTTY: columns !== undefined, write: () => {}};
    const env = columns === undefined ? {} : {TERM: 'xterm-256color'};
    await run(words, {env, stdin: [], stdout: output, stderr: output, columns});
  }
}

/** A page with its script in its place; esbuild writes no end of a script element. */
async function withScript(path, script) {
  return (await readFile(path, 'utf8')).split('<!-- {{script}} -->').join(`<script>${script}</script>`);
}

/** The licences of the packages in the bundles. */
async function licences(metafiles) {
  const inputs = metafiles.flatMap(({inputs}) => Object.keys(inputs));
  const folders = new Set(inputs.flatMap((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []));
  const texts = [...folders].sort().map(async (folder) => {
    const {name, version, license} = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    return `${name} ${version} (${license})\n\n${(await readFile(`${folder}/${file}`, 'utf8')).trim()}\n`;
  });
  return (await Promise.all(texts)).join(`\n${'-'.repeat(80)}\n\n`);
}
