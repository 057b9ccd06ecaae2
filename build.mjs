// Makes dist/: the program (act-cli.cjs) with V8's compiled code of it, its man page (act-cli.1), the library (index.js),
// the page of pictures (page.html), and the licences of what is bundled. Types come from tsc (tsconfig.build.json).
import {mkdir, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {build} from 'esbuild';
import {compiled, exportsOf, fitting, scriptOf} from './build/compiled-code.mjs';
import {licences} from './build/licences.mjs';

// npm runs `prepare` after an install, and may run it for `npx act-cli`: what is newer than its sources is left as it is.
if (process.argv.includes('--is-current')) process.exit((await isCurrent()) ? 0 : 1);

const shared = {bundle: true, minify: true, legalComments: 'none', metafile: true, write: false, outdir: 'dist'};
const forNode = {
  ...shared,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  // What is loaded at run time is looked for from here; bin/ starts the program, which is text to it.
  banner: {js: 'const programFile = require.main?.filename;'},
  define: {'import.meta.url': 'programFile'},
  plugins: [{name: 'start', setup: withoutChildProcesses}],
};
const [program, auditThread, tableThread, man, library, page] = await Promise.all([
  build({...forNode, entryPoints: ['src/cli.ts']}),
  build({...forNode, entryPoints: ['src/audit-thread.ts']}),
  build({...forNode, entryPoints: ['src/table-thread.ts']}),
  build({...forNode, entryPoints: ['src/commands/line/man-page.ts']}),
  build({...shared, entryPoints: ['src/index.ts'], format: 'esm', target: 'es2022'}),
  build({...shared, entryPoints: ['src/page/page.js'], format: 'iife', target: 'es2022'}),
]);
const [{text}] = program.outputFiles;
const files = {
  'act-cli.cjs': text,
  ...(await compiled(text)),
  'audit-thread.cjs': auditThread.outputFiles[0].text,
  'table-thread.cjs': tableThread.outputFiles[0].text,
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
  const below = async (folder) => (await readdir(folder, {recursive: true})).map((name) => `${folder}/${name}`);
  const sources = (await Promise.all(['src', 'build'].map(below))).flat();
  const paths = ['package.json', 'package-lock.json', 'build.mjs', 'tsconfig.build.json', 'src', ...sources];
  const changed = await Promise.all(paths.map(async (path) => (await stat(path)).mtimeMs));
  // The types are made last.
  const made = [`all.${fitting}`, 'index.d.ts'].map((name) => stat(`dist/${name}`).catch(() => ({mtimeMs: 0})));
  return (await Promise.all(made)).every(({mtimeMs}) => mtimeMs > Math.max(...changed));
}

/** The man page of the commands of a program. */
async function manPage(program, page) {
  const {commands} = exportsOf(scriptOf(program, 'program'));
  const records = await Promise.all(Object.values(commands).map((load) => load()));
  return exportsOf(scriptOf(page, 'page')).manPage(records);
}

/** A page with its script in its place; esbuild writes no end of a script element. */
async function withScript(path, script) {
  return (await readFile(path, 'utf8')).split('<!-- {{script}} -->').join(`<script>${script}</script>`);
}
