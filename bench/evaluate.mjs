// Nanoseconds a row, value and gradient together over [-10, 10]: exact, in plain doubles, and how many times longer the
// first takes. Each is the least of several runs of 4,000 rows. Usage: node bench/evaluate.mjs [name...]
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {median} from './measure.mjs';

// The library makes an evaluator anew at each call; here it is made once.
const {outputFiles} = await build({
  stdin: {
    contents: `export {allActivations} from './activations/registry.ts';
      export {select} from './activations/selection.ts';
      export {createEvaluate} from './evaluation/evaluate.ts';
      export {float64} from './exact/number-format.ts';`,
    resolveDir: fileURLToPath(new URL('../src', import.meta.url)),
  },
  bundle: true,
  format: 'esm',
  write: false,
});
const {allActivations, createEvaluate, float64, select} = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);

const rows = 4000;
// Between the decimals that people type, where many results are exact.
const points = Float64Array.from({length: rows}, (_, i) => -10 + (20 * (i + 0.37)) / rows);

function nanoseconds(selection, fast) {
  const evaluate = createEvaluate(selection, ['x'], {
    format: float64,
    overflow: 'ieee',
    fast,
    parametersInFormat: false,
  });
  const time = (repeats) => {
    const start = performance.now();
    for (let i = 0; i < repeats; i += 1) evaluate([points], rows);
    return ((performance.now() - start) * 1e6) / rows / repeats;
  };
  // Enough for the compiler, and then runs of a millisecond or more.
  const repeats = fast ? 10 : 1;
  time(fast ? 200 : 5);
  return Math.min(...Array.from({length: 15}, () => time(repeats)));
}

const names = process.argv.slice(2);
const chosen = names.length > 0 ? names : allActivations().map(({name}) => name);
const measured = select(chosen, new Map())
  .filter(({inputs}) => inputs.length === 1)
  .map((selection) => ({
    name: selection.label,
    exact: nanoseconds(selection, false),
    fast: nanoseconds(selection, true),
  }));
const line = (name, exact, fast, ratio) => console.log(name.padEnd(28), exact.padStart(8), fast.padStart(8), ratio);
line('ns a row', 'exact', 'fast', '   ratio');
for (const {name, exact, fast} of measured.toSorted((a, b) => b.exact - a.exact)) {
  line(name, exact.toFixed(0), fast.toFixed(1), (exact / fast).toFixed(0).padStart(8));
}
line(
  'median',
  median(measured.map(({exact}) => exact)).toFixed(0),
  median(measured.map(({fast}) => fast)).toFixed(1),
  '',
);
