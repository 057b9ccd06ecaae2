// Makes dist/: the program as one file (act-cli.cjs), the library (index.js), and the licences of what is bundled.
// Types come from tsc (tsconfig.build.json).
import {readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import {build} from 'esbuild';

/** Modules that bundled packages load and this program never uses; loading child_process costs a tenth of a start. */
const unused = {
  name: 'unused',
  setup({onResolve, onLoad}) {
    onResolve({filter: /^(node:child_process|@colors\/colors\/safe)$/}, ({path}) => ({path, namespace: 'unused'}));
    onLoad({filter: /./, namespace: 'unused'}, () => ({contents: 'module.exports = {}'}));
  },
};

/**
 * Commander as ES modules. Bundled as the CommonJS that it is, each file becomes a function inside the bundle, whose
 * text is parsed twice at every start: 2 ms of 40.
 */
const flatCommander = {
  name: 'flat-commander',
  setup({onResolve, onLoad}) {
    onResolve({filter: /^commander$/}, () => ({path: resolve('node_modules/commander/index.js')}));
    onLoad({filter: /commander[\\/](index|lib[\\/]\w+)\.js$/}, async ({path}) => {
      const contents = (await readFile(path, 'utf8'))
        .replace(/^const (\{[^}]+\}) = require\('([^']+)'\);/gm, "import $1 from '$2';")
        .replace(/^const (\w+) = require\('([^']+)'\);/gm, "import $1 from '$2';")
        .replace(/^const (\w+) = require\('([^']+)'\)\.(\w+);/gm, "import {$3 as $1} from '$2';")
        .replace(/^exports\.(\w+) = \1;/gm, 'export {$1};')
        .replace(/^exports\.(\w+) = /gm, 'export const $1 = ');
      if (/require\(|^exports\b/m.test(contents))
        throw new Error(`${path} no longer has the form that build.mjs knows`);
      return {contents};
    });
  },
};

const shared = {bundle: true, minify: true, legalComments: 'none', logLevel: 'warning', metafile: true};

await rm('dist', {recursive: true, force: true});
const [program, library] = await Promise.all([
  build({
    ...shared,
    entryPoints: ['src/cli.ts'],
    outfile: 'dist/act-cli.cjs',
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    plugins: [unused, flatCommander],
  }),
  build({...shared, entryPoints: ['src/index.ts'], outfile: 'dist/index.js', format: 'esm', target: 'es2022'}),
]);
await writeFile('dist/THIRD-PARTY-LICENSES.txt', await licences([program.metafile, library.metafile]));

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
