// Makes dist/: the program (act-cli.cjs) with V8's compiled code of it, the library (index.js), and the licences of what
// is bundled. Types come from tsc (tsconfig.build.json).
import {mkdir, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {setFlagsFromString} from 'node:v8';
import {Script} from 'node:vm';
import {build} from 'esbuild';

const cache = `act-cli.${process.version}-${process.platform}-${process.arch}.cache`;
// `npx act-cli` prepares a checkout each time: what is newer than its sources need not be made again.
if (process.argv.includes('--is-current')) process.exit((await isCurrent()) ? 0 : 1);

const shared = {bundle: true, minify: true, legalComments: 'none', metafile: true, write: false, outdir: 'dist'};
const [program, library] = await Promise.all([
  build({
    ...shared,
    entryPoints: ['src/cli.ts'],
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    // Commander loads it for subcommands that are programs. Here are none, and loading it takes a tenth of a start.
    alias: {'node:child_process': 'data:text/javascript,'},
  }),
  build({...shared, entryPoints: ['src/index.ts'], format: 'esm', target: 'es2022'}),
]);
const [{text}] = program.outputFiles;
const files = {
  'act-cli.cjs': text,
  [cache]: await compiled(text),
  'index.js': library.outputFiles[0].text,
  'THIRD-PARTY-LICENSES.txt': await licences([program.metafile, library.metafile]),
};
// Only now, all at once: the program that is there may be running.
await rm('dist', {recursive: true, force: true});
await mkdir('dist');
for (const [name, content] of Object.entries(files)) await writeFile(`dist/${name}`, content);

/** Whether dist/ is newer than all that it is made from, and its compiled code is for this version of Node. */
async function isCurrent() {
  const sources = (await readdir('src', {recursive: true})).map((name) => `src/${name}`);
  const paths = ['package.json', 'package-lock.json', 'build.mjs', 'tsconfig.build.json', 'src', ...sources];
  const changed = await Promise.all(paths.map(async (path) => (await stat(path)).mtimeMs));
  // The types are made last.
  const made = await Promise.all([cache, 'index.d.ts'].map((name) => stat(`dist/${name}`).catch(() => undefined)));
  return made.every((file) => file !== undefined && file.mtimeMs > Math.max(...changed));
}

/** V8's compiled code of every function that the commands' own examples call, for a pipe and for a terminal. */
async function compiled(text) {
  // V8 would note which functions ran often here, and turn those into machine code at each start: a tenth of it.
  setFlagsFromString('--no-sparkplug');
  const script = new Script(`(function (require, module) {${text}\n})`); // as in bin/act-cli.js
  const module = {};
  script.runInThisContext()(createRequire(import.meta.url), module);
  const {commands, run} = module.exports;
  for (const load of Object.values(commands)) {
    const {examples} = await load();
    // Those with a pipe or a file need a shell.
    for (const example of examples.filter((line) => !/ [|>] /.test(line))) {
      const words = example.match(/(?:'[^']*'|[^\s'])+/g).map((word) => word.replaceAll("'", ''));
      for (const columns of [undefined, 80]) {
        const output = {isTTY: columns !== undefined, write: () => {}};
        const env = columns === undefined ? {} : {TERM: 'xterm-256color'};
        const code = await run(words, {env, stdin: [], stdout: output, stderr: output, columns});
        if (code !== 0) throw new Error(`act-cli ${example} ends with ${code}`);
      }
    }
  }
  setFlagsFromString('--sparkplug');
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
