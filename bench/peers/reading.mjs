// Bulk input: whole processes that read a file and say what is in it.
import {join} from 'node:path';
import {figuresOf, numpyColumns} from '../layers.mjs';
import {program, python, run} from '../measure.mjs';
import {sameFigures} from './agreement.mjs';
import {writeLayerCsv, writeLayerNpy} from './layer-files.mjs';
import {duckdbScript} from './naive-writers.mjs';

const act = (...args) => [process.execPath, program, ...args];
const py = (code, ...args) => [python, '-c', code, ...args];
const peer = (name, command) => ({name, needs: name, isPeer: true, command});
const linesOf = ({command}) => run(command).stdout.toString().trim().split('\n');

/** What a peer prints: the numbers of its last line. */
const numbersOf = (entry) =>
  linesOf(entry)
    .at(-1)
    .split(/[\s,]+/)
    .map(Number);

/** The results of a sigmoid, checked: by `check` in ulps, by peers against the naive formula as they would do it. */
function checking(folder) {
  const path = join(folder, 'sigmoid.csv');
  const rows = 1_000_001;
  const query = `SELECT count(*), max(abs(sigmoid - s)), max(abs(sigmoid_grad - s * (1 - s)))
    FROM (SELECT *, 1 / (1 + exp(-x)) AS s FROM read_csv('${path}'))`;
  const pandas = `import sys, numpy as np, pandas as pd
d = pd.read_csv(sys.argv[1]); s = 1 / (1 + np.exp(-d.x))
print(len(d), (d.sigmoid - s).abs().max(), (d.sigmoid_grad - s * (1 - s)).abs().max())`;
  const polars = `import sys, polars as pl
x, s = pl.col('x'), pl.col('s')
d = pl.scan_csv(sys.argv[1]).with_columns(s=1 / (1 + (-x).exp()))
d = d.select(n=pl.len(), v=(pl.col('sigmoid') - s).abs().max(), g=(pl.col('sigmoid_grad') - s * (1 - s)).abs().max())
print(*d.collect().row(0))`;
  return {
    title: '10⁶ CSV rows of sigmoid and its gradient, checked',
    prepare: () => run(act('table', 'sigmoid', '--range=-10:10', '--points', String(rows), '--fast', '--output', path)),
    entries: [
      {
        name: 'check',
        command: act('check', 'sigmoid', path, '--format', 'csv'),
        goals: [['pandas']],
      },
      peer('pandas', py(pandas, path)),
      peer('DuckDB in Node', [process.execPath, duckdbScript, query]),
      peer('DuckDB', py('import duckdb, sys; print(*duckdb.sql(sys.argv[1]).fetchall()[0])', query)),
      peer('polars', py(polars, path)),
    ],
    agree([check, ...others]) {
      const counted = linesOf(check).find((line) => line.startsWith('value,results,'));
      if (counted?.split(',')[2] !== String(rows)) throw new Error(`check counted ${counted}`);
      return others.map((other) => {
        const [count, ...distances] = numbersOf(other);
        if (count !== rows || !distances.every((distance) => distance <= 2 ** -48))
          throw new Error(`${other.name}: ${count} rows, ${distances}`);
        return `${other.name} ${Math.max(...distances).toExponential(1)}`;
      });
    },
  };
}

/** Least, largest and mean number of each of 64 columns. */
function auditingCsv(folder) {
  const [path, units] = [join(folder, 'layer.csv'), 64];
  const wanted = Array.from({length: units}, (_, i) => `min(u${i}), max(u${i}), avg(u${i})`);
  const query = `SELECT ${wanted} FROM read_csv('${path}')`;
  return {
    title: 'an activation layer of 10⁵ × 64 in CSV, audited',
    prepare: () => writeLayerCsv(path, {samples: 1e5, units}),
    entries: [
      {
        name: 'audit relu',
        command: act('audit', 'relu', path, '--format', 'csv'),
        goals: [
          ['pandas', 1],
          ['DuckDB', 0.5],
        ],
      },
      peer(
        'pandas',
        py(
          'import sys, pandas as pd; d = pd.read_csv(sys.argv[1]); print(d.min()[0], d.max()[0], d.mean()[0])'.replaceAll(
            '[0]',
            '.iloc[0]',
          ),
          path,
        ),
      ),
      peer('DuckDB', py('import duckdb, sys; print(*duckdb.sql(sys.argv[1]).fetchall()[0])', query)),
      peer('DuckDB in Node', [process.execPath, duckdbScript, query]),
      peer(
        'polars',
        py(
          "import sys, polars as pl; d, c = pl.scan_csv(sys.argv[1]), pl.all(); d = pl.concat([d.min(), d.max(), d.mean()]).collect(); print(*d['u0'])",
          path,
        ),
      ),
    ],
    agree: ([audit, ...others]) => sameAsAudit(audit, others, (other) => numbersOf(other).slice(0, 3)),
  };
}

function auditingNpy(folder) {
  const path = join(folder, 'layer.npy');
  return {
    title: 'an activation layer of 10⁴ × 10³ float32 in .npy, audited',
    prepare: () => writeLayerNpy(path, {samples: 1e4, units: 1e3}),
    entries: [
      {name: 'audit relu', command: act('audit', 'relu', path, '--format', 'csv'), goals: [['NumPy', 2]]},
      {name: 'audit gelu', command: act('audit', 'gelu', path, '--format', 'csv'), goals: [['NumPy', 2]]},
      peer('NumPy', numpyColumns(path)),
    ],
    agree: ([audit, , ...others]) => sameAsAudit(audit, others, (other) => numbersOf(other).slice(1)),
  };
}

/** Of the first unit: least and largest are the same; means of float32 in NumPy are summed in float32. */
function sameAsAudit(audit, others, figures) {
  const wanted = figuresOf(linesOf(audit)).map(Number);
  return others.map((other) => {
    const found = figures(other);
    sameFigures(other.name, found.slice(0, 2), {wanted: wanted.slice(0, 2), relative: 0});
    sameFigures(other.name, found.slice(2), {wanted: wanted.slice(2), relative: 1e-3});
    return `${other.name} the same`;
  });
}

export const reading = (folder) => [checking(folder), auditingCsv(folder), auditingNpy(folder)];
