// Tables of activations: how fast they are read, beside pandas, NumPy and DuckDB. Each process gives the least, the
// largest and the mean number of each column; `audit` is the whole command.
// Usage: node bench/read-tables.mjs [rounds] [rows of the CSV] [rows of Parquet]
// Needs Python with numpy, pandas, pyarrow and duckdb; PYTHON names it, python3 if that is not set.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {build} from 'esbuild';
import {inTurn, median, program, python, run, usage} from './measure.mjs';

const [rounds = 5, csvRows = 100_000, parquetRows = 200_000] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'read-tables-'));
const path = (name) => join(folder, name);

run([
  python,
  '-c',
  `import sys, numpy as np, pandas as pd, pyarrow as pa, pyarrow.parquet as pq
folder, csv_rows, rows = sys.argv[1] + '/', int(sys.argv[2]), int(sys.argv[3])
names = [f'u{i}' for i in range(64)]
x = np.random.default_rng(1).standard_normal((csv_rows, 64))
pd.DataFrame(x.astype(np.float32), columns=names).to_csv(folder + 'floats.csv', index=False)
pd.DataFrame(x, columns=names).to_csv(folder + 'doubles.csv', index=False)
np.savetxt(folder + 'savetxt.csv', x, delimiter=',')
y = np.random.default_rng(2).standard_normal((rows, 64)).astype(np.float32)
wide = pa.table({name: y[:, i] for i, name in enumerate(names)})
pq.write_table(wide, folder + 'wide.parquet', use_dictionary=False)
pq.write_table(wide, folder + 'dictionary.parquet')
offsets = pa.array(np.arange(0, rows * 64 + 1, 64, dtype=np.int32))
pq.write_table(pa.table({'h': pa.ListArray.from_arrays(offsets, pa.array(y.ravel()))}), folder + 'list.parquet')`,
  folder,
  String(csvRows),
  String(parquetRows),
]);

// The readers alone, with the cheapest statistics.
writeFileSync(
  path('read.ts'),
  `import {openArrays} from ${JSON.stringify(new URL('../src/input/arrays/open-arrays.ts', import.meta.url).pathname)};
const wanted = {axis: undefined, keys: [], each: false, from: undefined, raw: undefined, step: () => {}};
openArrays(process.argv[2], process.stdin, wanted).then(async ([opened]) => {
  const {units, blocks} = opened;
  const [least, largest, sum] = [Infinity, -Infinity, 0].map((value) => new Float64Array(units).fill(value));
  let count = 0;
  for await (const {values, unit, run} of blocks) {
    count += values.length;
    for (let i = 0, j = unit; i < values.length; i += 1) {
      const value = values[i];
      if (value < least[j]) least[j] = value;
      if (value > largest[j]) largest[j] = value;
      sum[j] += value;
      if (run === 1 && ++j === units) j = 0;
    }
  }
  console.log(least[0], largest[0], (sum[0] * units) / count);
});`,
);
await build({
  entryPoints: [path('read.ts')],
  bundle: true,
  platform: 'node',
  outfile: path('read.cjs'),
  logLevel: 'error',
});

const read = (name) => [process.execPath, path('read.cjs'), path(name)];
const audit = (name) => [process.execPath, program, 'audit', 'relu', path(name)];
const pandas = (name, header) => [
  python,
  '-c',
  `import pandas as pd; d = pd.read_csv('${path(name)}', header=${header}); print(d.min().iloc[0], d.max().iloc[0], d.mean().iloc[0])`,
];
const duckdb = (query) => [python, '-c', `import duckdb; print(*duckdb.sql("""${query}""").fetchall()[0][:3])`];
const duckdbWide = (source, name) => {
  const columns = Array.from({length: 64}, (_, i) => name(i));
  return duckdb(`select ${columns.map((column) => `min(${column}), max(${column}), avg(${column})`)} from ${source}`);
};
const column = (i) => `column${String(i).padStart(2, '0')}`;

const cases = [
  ...['floats', 'doubles', 'savetxt'].map((name) => {
    const source = `read_csv('${path(`${name}.csv`)}')`;
    return [
      `${name}.csv`,
      ['pandas', pandas(`${name}.csv`, name === 'savetxt' ? 'None' : '0')],
      ['DuckDB', duckdbWide(source, name === 'savetxt' ? column : (i) => `u${i}`)],
    ];
  }),
  ...['wide', 'dictionary'].map((name) => [
    `${name}.parquet`,
    ['DuckDB', duckdbWide(`'${path(`${name}.parquet`)}'`, (i) => `u${i}`)],
  ]),
  [
    'list.parquet',
    [
      'DuckDB',
      duckdb(
        `select min(v), max(v), avg(v) from (select unnest(h) v, generate_subscripts(h, 1) u from '${path('list.parquet')}') group by u order by u`,
      ),
    ],
  ],
];

for (const [name, ...others] of cases) {
  const entries = [['read', read(name)], ['audit', audit(name)], ...others];
  const commands = entries.map(([, command]) => command);
  const times = inTurn(commands, rounds).map(median);
  console.log(name);
  let first;
  entries.forEach(([label, command], i) => {
    const {processor, peak, lines} = usage(command);
    first ??= processor;
    const answer = label === 'audit' ? '' : lines.findLast((line) => line !== '');
    console.log(
      `  ${label.padEnd(8)} ${times[i].toFixed(0).padStart(6)} ms ${(times[i] / times[0]).toFixed(2).padStart(5)}   processors ${processor.toFixed(0).padStart(6)} ms ${(processor / first).toFixed(2).padStart(5)}   ${peak.toFixed(0).padStart(4)} MiB   ${answer}`,
    );
  });
}
rmSync(folder, {recursive: true});
