// What the scripts share that measure evaluation alone, without a process around it.
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

// The library makes an evaluator anew at each call; here it is made once.
const {outputFiles} = await build({
  stdin: {
    contents: `export {allActivations} from './activations/registry.ts';
      export {select} from './activations/select.ts';
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
export const points = Float64Array.from({length: rows}, (_, i) => -10 + (20 * (i + 0.37)) / rows);
const narrow = points.map(Math.fround);

/** Nanoseconds a row, value and gradient together: the least of several runs. */
export function nanoseconds(selection, {dtype, fast, runs = 9}) {
  const evaluate = evaluatorOf(selection, dtype, fast);
  const time = () => {
    const start = performance.now();
    evaluate([dtype === 'float64' ? points : narrow], rows);
    return ((performance.now() - start) * 1e6) / rows;
  };
  return Math.min(...Array.from({length: runs}, time));
}

/** The exact value and gradient at one of the points. */
export function resultsAt(selection, index) {
  return evaluatorOf(selection, 'float64', false)([points.subarray(index, index + 1)], 1).map(([result]) => result);
}

function evaluatorOf(selection, dtype, fast) {
  const precision = {format: dtypeNamed(dtype), overflow: 'ieee', fast, parametersInFormat: false};
  return createEvaluate(selection, ['x'], precision);
}

/** Activations of one input, by name; all of them for no names. */
export function activations(names) {
  const chosen = names.length > 0 ? names : allActivations().map(({name}) => name);
  return select(chosen, new Map()).filter(({inputs}) => inputs.length === 1);
}

/** Each of these activations with its nanoseconds a row: exact in float64 and float32, and in plain doubles. */
export function measuredActivations(names, runs) {
  return activations(names).map((selection) => ({
    name: selection.label,
    float64: nanoseconds(selection, {dtype: 'float64', fast: false, runs}),
    float32: nanoseconds(selection, {dtype: 'float32', fast: false, runs}),
    fast: nanoseconds(selection, {dtype: 'float64', fast: true, runs}),
  }));
}
