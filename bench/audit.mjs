// `audit` of 10,000 samples of 1,000 units in .npy, beside NumPy's least, largest and mean number of each column of the
// same file. Tables: read-tables.mjs. Usage: node bench/audit.mjs [rounds] [samples] [units]
// Needs Python with numpy; PYTHON names it, python3 if that is not set.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {inTurn, median, program, run} from './measure.mjs';

const [rounds = 7, samples = 10_000, units = 1_000] = process.argv.slice(2).map(Number);
const python = process.env.PYTHON ?? 'python3';
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

// Prints the seconds that it took without starting Python, then what it found.
const numpy = (type) => [
  python,
  '-c',
  `import sys, time, numpy as np
start = time.perf_counter()
z = np.load(sys.argv[1])
found = z.min(0), z.max(0), z.mean(0)
print(time.perf_counter() - start, *(float(each[0]) for each in found))`,
  path(type),
];
const audit = (activation, type) => [process.execPath, program, 'audit', activation, path(type), '--format', 'csv'];

/** Seconds and MiB of a process, and what it wrote. */
function measured(command) {
  const measuring = `import resource, subprocess, sys
written = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, check=True).stdout
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
sys.stdout.buffer.write(written)`;
  const [peak = '', ...lines] = run([python, '-c', measuring, ...command])
    .stdout.toString()
    .split('\n');
  return {peak: Number(peak), lines};
}

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
  const own = median(Array.from({length: rounds}, () => 1000 * Number(measured(numpy(type)).lines[0]?.split(' ')[0])));
  const row = (label, ms, rest) =>
    console.log(`  ${label.padEnd(22)} ${ms.toFixed(0).padStart(6)} ms  ${(ms / own).toFixed(2).padStart(5)} ${rest}`);
  console.log(`${samples.toLocaleString('en')} × ${units.toLocaleString('en')} ${type}`);
  row('NumPy, load and compute', own, '');
  entries.forEach(([label, command], i) => {
    const {peak, lines} = measured(command);
    const [least, largest, mean] = label === 'NumPy' ? lines[0].split(' ').slice(1) : figuresOf(lines);
    const found = `${least} ${largest} ${Number(mean).toPrecision(5)}`;
    row(`${label}, process`, times[i], ` ${peak.toFixed(0).padStart(5)} MiB  unit 0: ${found}`);
  });
}
rmSync(folder, {recursive: true});

/** The least, the largest and the mean number of the first row. */
function figuresOf([head, first]) {
  const [names, cells] = [head.split(','), first.split(',')];
  return ['min', 'max', 'mean'].map((name) => cells[names.indexOf(name)]);
}
