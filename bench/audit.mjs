// `audit` of 10,000 samples of 1,000 units in .npy, beside NumPy's least, largest and mean number of each column of the
// same file. Tables: read-tables.mjs. Usage: node bench/audit.mjs [rounds] [samples] [units]
// Needs Python with numpy; PYTHON names it, python3 if that is not set.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {figuresOf, numpyColumns} from './layers.mjs';
import {inTurn, median, program, python, run, usage} from './measure.mjs';

const [rounds = 7, samples = 10_000, units = 1_000] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'audit-'));
const types = ['float32', 'float16', 'float64'];
const path = (type) => join(folder, `${type}.npy`);

run([
  python,
  '-c',
  `import sys, numpy as np
folder, samples, units = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
z = np.random.default_rng(1).standard_normal((samples, units))
for name in ${JSON.stringify(types)}: np.save(f'{folder}/{name}.npy', z.astype(name))`,
  folder,
  String(samples),
  String(units),
]);

const numpy = (type) => numpyColumns(path(type));
const audit = (activation, type) => [process.execPath, program, 'audit', activation, path(type), '--format', 'csv'];

for (const type of types) {
  const entries = [
    ['NumPy', numpy(type)],
    ['relu', audit('relu', type)],
    ['gelu', audit('gelu', type)],
    ['relu,gelu,silu', audit('relu,gelu,silu', type)],
  ];
  const times = inTurn(
    entries.map(([, command]) => command),
    rounds,
  ).map(median);
  const own = median(Array.from({length: rounds}, () => 1000 * Number(usage(numpy(type)).lines[0]?.split(' ')[0])));
  const row = (label, ms, rest) =>
    console.log(`  ${label.padEnd(22)} ${ms.toFixed(0).padStart(6)} ms  ${(ms / own).toFixed(2).padStart(5)} ${rest}`);
  console.log(`${samples.toLocaleString('en')} × ${units.toLocaleString('en')} ${type}`);
  row('NumPy, load and compute', own, '');
  entries.forEach(([label, command], i) => {
    const {peak, lines} = usage(command);
    const [least, largest, mean] = label === 'NumPy' ? lines[0].split(' ').slice(1) : figuresOf(lines);
    const found = `${least} ${largest} ${Number(mean).toPrecision(5)}`;
    row(`${label}, process`, times[i], ` ${peak.toFixed(0).padStart(5)} MiB  unit 0: ${found}`);
  });
}
rmSync(folder, {recursive: true});
