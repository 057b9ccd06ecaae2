import {build} from 'esbuild';
import {expect, test} from 'vitest';

/** What a bundler keeps of the library, or of its sources, for one import. */
async function bundled(name: string, file: string) {
  const {metafile, outputFiles} = await build({
    stdin: {contents: `export {${name}} from './${file}'`, resolveDir: '.'},
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    metafile: true,
    outdir: 'out',
  });
  const kept = Object.values(metafile.outputs).flatMap(({inputs}) =>
    Object.entries(inputs).flatMap(([path, {bytesInOutput}]) => (bytesInOutput > 0 ? [path] : [])),
  );
  return {size: outputFiles[0]?.contents.length ?? 0, kept};
}

const always = ['activations', 'errors', 'exact', 'formula', 'library', 'printable'];

test.each([
  ['activation', always],
  ['evaluate', [...always, 'evaluation']],
  ['regions', [...always, 'evaluation', 'interval', 'regions', 'shape']],
  ['card', [...always, 'card', 'evaluation', 'interval', 'moments', 'regions', 'shape']],
  ['compare', [...always, 'compare', 'evaluation', 'interval', 'moments', 'regions', 'shape']],
])('the import of %s brings these parts of the house along, and no other', async (name, parts) => {
  const {kept} = await bundled(name, 'src/index.ts');
  const found = new Set(kept.map((path) => path.replace(/^src\//, '').replace(/(\/.*|\.ts)$/, '')));
  expect([...found].sort()).toEqual([...parts].sort());
});

test('one activation needs neither plain doubles nor sentences of the command line', async () => {
  const {kept} = await bundled('activation', 'src/index.ts');
  const needless = /formula\/(compile|closures|plain-doubles|erfcx-table)|errors\/command-line|fast-errors/;
  expect(kept.filter((path) => needless.test(path))).toEqual([]);
});

// Statements that are not used but may do something are kept: of one file, the bundled library, a bundler knows less
// than of its sources.
test.each(['activation', 'evaluate', 'regions', 'card', 'compare'])(
  'of dist/index.js no more is kept for %s',
  async (name) => {
    const [built, sources] = [await bundled(name, 'dist/index.js'), await bundled(name, 'src/index.ts')];
    expect(sources.size).toBeGreaterThan(50_000);
    expect(built.size / sources.size).toBeLessThan(1.01);
  },
);
