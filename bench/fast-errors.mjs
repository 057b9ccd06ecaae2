// Measures how far `--fast` is from the exact values, for every activation at its default parameters, and writes
// src/activations/fast-errors.ts. A minute or two. Usage: node bench/fast-errors.mjs
import {readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const {outputFiles} = await build({
  stdin: {
    contents: `export {allActivations} from './src/activations/registry.ts';
      export {select} from './src/activations/selection.ts';
      export {gridOf, worstErrors} from './test/activations/fast-errors.ts';`,
    resolveDir: fileURLToPath(new URL('..', import.meta.url)),
  },
  bundle: true,
  format: 'esm',
  write: false,
});
const {allActivations, gridOf, select, worstErrors} = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);

const grid = gridOf(1);
const file = new URL('../src/activations/fast-errors.ts', import.meta.url);
const head = readFileSync(file, 'utf8').split('= {')[0];
// A quarter more than was measured: the exponentials of another engine may err by another ulp.
const bound = ({error}) => error + Math.ceil(error / 4);

const lines = [];
for (const {name, expand} of allActivations()) {
  if (expand !== undefined) continue;
  const [selection] = select([name], new Map());
  const [ordinary, extreme] = [grid.ordinary, grid.extreme].map((points) => worstErrors(selection, points));
  lines.push(`  ${name}: {ordinary: [${ordinary.map(bound)}], extreme: [${extreme.map(bound)}]},`);
  console.log(name, ...[...ordinary, ...extreme].map(({error, x}) => `${error} at ${x}`));
}
writeFileSync(
  file,
  `${head}= {\n${lines.map((line) => line.replaceAll(',', ', ').replace(/, $/, ',')).join('\n')}\n};\n`,
);
