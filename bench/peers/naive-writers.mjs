// Programs of the peers that write a CSV of x, f(x) and f′(x) by the formula that people type.
import {fileURLToPath} from 'node:url';
import {python} from '../measure.mjs';

export const duckdbScript = fileURLToPath(new URL('duckdb.mjs', import.meta.url));

/**
 * By activation: what is computed once from x, then the value and its gradient, in words that awk, NumPy, polars and SQL
 * share up to the spelling of functions. None of them has erf, so GELU is the form with tanh, which is another function.
 * `errors`: how far value and gradient may be from the exact ones, times max(1, |x|).
 */
export const naive = {
  sigmoid: {
    steps: {s: '1 / (1 + exp(-x))'},
    value: 's',
    gradient: 's * (1 - s)',
    errors: [2 ** -48, 2 ** -48],
  },
  gelu: {
    steps: {t: 'tanh(0.7978845608028654 * (x + 0.044715 * x * x * x))'},
    value: '0.5 * x * (1 + t)',
    gradient: '0.5 * (1 + t) + 0.5 * x * (1 - t * t) * 0.7978845608028654 * (1 + 0.134145 * x * x)',
    errors: [0.0005, 0.0009],
  },
  mish: {
    steps: {e: 'exp(x)', t: 'tanh(log(1 + e))'},
    value: 'x * t',
    gradient: 't + x * (1 - t * t) * e / (1 + e)',
    errors: [2 ** -48, 2 ** -48],
  },
};

/** Each peer's command for `count` + 1 rows over [-10, 10], by the name of the peer. */
export function naiveWriters(name, count) {
  const {steps, value, gradient} = naive[name];
  const assigned = Object.entries(steps).map(([step, formula]) => `${step} = ${formula}`);
  const sql = Object.entries(steps).reduce(
    (inner, [step, formula]) => `SELECT *, ${sqlOf(formula)} AS ${step} FROM (${inner})`,
    `SELECT (i - ${count / 2}) / ${count / 20}::DOUBLE AS x FROM range(${count + 1}) t(i)`,
  );
  const copy = `COPY (SELECT x, ${value} AS value, ${gradient} AS gradient FROM (${sql})) TO '/dev/stdout' (FORMAT csv)`;
  const numpy = `import sys, numpy as np
from numpy import exp, log, tanh
x = (np.arange(${count + 1}) - ${count / 2}) / ${count / 20}
${assigned.join('\n')}
value, gradient = ${value}, ${gradient}
`;
  return {
    'DuckDB in Node': [process.execPath, duckdbScript, copy],
    DuckDB: [python, '-c', 'import duckdb, sys; duckdb.sql(sys.argv[1])', copy],
    mawk: ['mawk', mawkOf({assigned, value, gradient, count})],
    polars: [python, '-c', polarsOf({steps, value, gradient, count})],
    NumPy: [
      python,
      '-c',
      `${numpy}np.savetxt(sys.stdout, np.column_stack([x, value, gradient]), fmt='%.17g', delimiter=',')`,
    ],
    pandas: [
      python,
      '-c',
      `import pandas as pd\n${numpy}pd.DataFrame({'x': x, 'value': value, 'gradient': gradient}).to_csv(sys.stdout, index=False)`,
    ],
  };
}

/** log is base 10 in SQL. */
function sqlOf(formula) {
  return formula.replaceAll('log(', 'ln(');
}

/** awk has no tanh: it is written by the exponential that keeps it accurate on both sides. */
function mawkOf({assigned, value, gradient, count}) {
  return `function tanh(x,  e) {e = exp(-2 * (x < 0 ? -x : x)); e = (1 - e) / (1 + e); return x < 0 ? -e : e}
BEGIN {for (i = 0; i <= ${count}; i++) {x = (i - ${count / 2}) / ${count / 20}; ${assigned.join('; ')}
  printf "%.17g,%.17g,%.17g\\n", x, ${value}, ${gradient}}}`;
}

function polarsOf({steps, value, gradient, count}) {
  const lines = Object.entries(steps).map(([step, formula]) => `d = d.with_columns((${formula}).alias('${step}'))`);
  return `import sys, polars as pl
exp, log, tanh = pl.Expr.exp, pl.Expr.log, pl.Expr.tanh
x, s, t, e = map(pl.col, 'xste')
d = pl.select(i=pl.int_range(0, ${count + 1})).lazy().select(x=(pl.col('i') - ${count / 2}) / ${count / 20})
${lines.join('\n')}
d.select(x=x, value=${value}, gradient=${gradient}).collect().write_csv(sys.stdout.buffer)`;
}
