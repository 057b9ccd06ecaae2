// Measures how far `--fast` is from the exact values at default parameters, and writes src/activations/fast-errors.ts.
// Usage: node test/vectors/fast-errors.mjs [activation ...]; a second or two for one, half a minute for all.
import {readFileSync, writeFileSync} from 'node:fs';
import {imported} from './imported.mjs';

const {allActivations, fastErrors, gridOf, select, worstErrors} = await imported(`
  export {fastErrors} from './src/activations/fast-errors.ts';
  export {allActivations} from './src/activations/registry.ts';
  export {select} from './src/activations/select.ts';
  export {gridOf, worstErrors} from './test/activations/fast-errors.ts';`);

// Of a function of several numbers nothing is stated.
const names = allActivations().flatMap(({name, expand, inputs}) => (expand || inputs ? [] : [name]));
const wanted = process.argv.length > 2 ? process.argv.slice(2) : names;
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) throw new Error(`no activation of one variable: ${unknown.join(', ')}`);

const grid = gridOf(1);
const stated = {...fastErrors};
for (const name of wanted) {
  const [selection] = select([name], new Map());
  const [ordinary, extreme] = [grid.ordinary, grid.extreme].map((points) => worstErrors(selection, points));
  const worst = [...ordinary, ...extreme];
  console.log(name, ...worst.map(({error, x}) => `${error} at ${x}`));
  const lost = worst.find(({error}) => !Number.isFinite(error));
  if (lost !== undefined) {
    throw new Error(`${name}: plain doubles fail at ${lost.x}; its record needs a 'stable' or 'stableDerivative' form`);
  }
  stated[name] = {ordinary: ordinary.map(bound), extreme: extreme.map(bound)};
}

/** A quarter more than was measured: the exponentials of another engine may err by another ulp. */
function bound({error}) {
  return error + Math.ceil(error / 4);
}

const lines = names.flatMap((name) => {
  const {ordinary, extreme} = stated[name] ?? {};
  return ordinary ? [`  ${name}: {ordinary: [${ordinary.join(', ')}], extreme: [${extreme.join(', ')}]},\n`] : [];
});
const file = new URL('../../src/activations/fast-errors.ts', import.meta.url);
const head = readFileSync(file, 'utf8').split('= {')[0];
writeFileSync(file, `${head}= {\n${lines.join('')}};\n`);
