// Nanoseconds a row, value and gradient together over [-10, 10]: correctly rounded in float64 and in float32, in plain
// doubles, and how many times longer exact doubles take. Each is the least of several runs of 100,000 rows.
// Usage: node bench/evaluate.mjs [name...]
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {median} from './measure.mjs';

// The library makes an evaluator anew at each call; here it is made once.
const {outputFiles} = await build({
  stdin: {
    contents: `export {allActivations} from './activations/registry.ts';
      export {select} from './activations/selection.ts';
      export {createEvaluate} from './evaluation/evaluate.ts';
      export {dtypeNamed} from './exact/number-format.ts';`,
    resolveDir: fileURLToPath(new URL('../src', import.meta.url)),
  },
  bundle: true,
  format: 'esm',
  write: false,
});
const {allActivations, createEvaluate, dtypeNamed, select} = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);

const rows = 100_000;
// Between the decimals that people type, where many results are exact.
const points = Float64Array.from({length: rows}, (_, i) => -10 + (20 * (i + 0.37)) / rows);
const narrow = points.map(Math.fround);

function nanoseconds(selection, dtype, fast) {
  const precision = {format: dtypeNamed(dtype), overflow: 'ieee', fast, parametersInFormat: false};
  const evaluate = createEvaluate(selection, ['x'], precision);
  const time = () => {
    const start = performance.now();
    evaluate([dtype === 'float64' ? points : narrow], rows);
    return ((performance.now() - start) * 1e6) / rows;
  };
  return Math.min(...Array.from({length: 9}, time));
}

const names = process.argv.slice(2);
const chosen = names.length > 0 ? names : allActivations().map(({name}) => name);
const measured = select(chosen, new Map())
  .filter(({inputs}) => inputs.length === 1)
  .map((selection) => ({
    name: selection.label,
    float64: nanoseconds(selection, 'float64', false),
    float32: nanoseconds(selection, 'float32', false),
    fast: nanoseconds(selection, 'float64', true),
  }));
const line = (name, ...figures) => console.log(name.padEnd(28), ...figures.map((figure) => figure.padStart(8)));
line('ns a row', 'float64', 'float32', 'fast', 'ratio');
for (const {name, float64, float32, fast} of measured.toSorted((a, b) => b.float64 - a.float64)) {
  line(name, float64.toFixed(0), float32.toFixed(0), fast.toFixed(1), (float64 / fast).toFixed(0));
}
const medianOf = (key) => median(measured.map((each) => each[key]));
line('median', medianOf('float64').toFixed(0), medianOf('float32').toFixed(0), medianOf('fast').toFixed(1), '');
