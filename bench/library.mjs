// What one import of the library costs a page: kilobytes of dist/index.js that a bundler keeps, minified and compressed,
// and where they come from. Usage: node bench/library.mjs
import {fileURLToPath} from 'node:url';
import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const imports = ['activation', 'evaluate', 'regions', 'card', 'compare', '*'];
const folders = ['exact', 'formula', 'activations'];

async function bundled(name, file) {
  const contents = `export ${name === '*' ? name : `{${name}}`} from './${file}'`;
  const {metafile, outputFiles} = await build({
    stdin: {contents, resolveDir: root},
    absWorkingDir: root,
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    metafile: true,
    outdir: 'out',
  });
  const [{inputs}] = Object.values(metafile.outputs);
  return {code: outputFiles[0].contents, inputs: Object.entries(inputs)};
}

/** kB of 1,000 bytes. */
const kilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(11);

console.log(
  ['import'.padEnd(12), ...['minified', 'gzip', ...folders, 'other'].map((head) => head.padStart(11))].join(''),
);
for (const name of imports) {
  const {code} = await bundled(name, 'dist/index.js');
  // The bundle of the sources tells its parts.
  const {inputs} = await bundled(name, 'src/index.ts');
  const sizes = Object.fromEntries([...folders, 'other'].map((folder) => [folder, 0]));
  for (const [path, {bytesInOutput}] of inputs) {
    sizes[folders.find((folder) => path.startsWith(`src/${folder}/`)) ?? 'other'] += bytesInOutput;
  }
  const columns = [code.length, gzipSync(code, {level: 9}).length, ...Object.values(sizes)];
  console.log(`${(name === '*' ? 'all' : name).padEnd(12)}${columns.map(kilobytes).join('')}`);
}
