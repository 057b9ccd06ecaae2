// Bulk tables, as whole processes that write to nowhere. Usage: node bench/table.mjs [rounds]
import {available, inTurn, median, program, run} from './measure.mjs';

const rounds = Number(process.argv[2] ?? 7);
const act = (...args) => [process.execPath, program, 'table', ...args, '--range', '-10:10', '--format', 'csv'];

function report(title, entries) {
  const times = inTurn(
    entries.map(([, command]) => command),
    rounds,
    {output: 'ignore'},
  ).map(median);
  console.log(title);
  entries.forEach(([name], i) => {
    console.log(`  ${name.padEnd(12)} ${times[i].toFixed(0).padStart(6)} ms  ${(times[i] / times[0]).toFixed(2)}`);
  });
  return times;
}

const exact = act('gelu', '--points', '100000');
const fast = [...exact, '--fast'];
const [fastTime, exactTime] = report('100,000 rows of GELU and its gradient', [
  ['--fast', fast],
  ['exact', exact],
]);
console.log(`  exact is ${((exactTime - 1.5 * fastTime) / 1000).toFixed(2)} s above 1.5 times --fast; 0.15 is allowed`);
const [one, other] = [fast, exact].map((command) => run(command).stdout.toString().split('\n'));
const different = one.filter((line, i) => line !== other[i]).length;
console.log(`  rows in which --fast is not correctly rounded: ${different} of ${one.length - 2}`);

const awk = `BEGIN {for (i = 0; i < 1e6; i++) {x = -10 + 20 * i / 999999; s = 1 / (1 + exp(-x));
  printf "%.17g,%.17g,%.17g\\n", x, s, s * (1 - s)}}`;
const numpy = `import sys, numpy as np
x = np.linspace(-10, 10, 10**6); s = 1 / (1 + np.exp(-x))
np.savetxt(sys.stdout, np.column_stack([x, s, s * (1 - s)]), fmt='%.17g', delimiter=',')`;
report('1,000,000 rows of the sigmoid and its gradient', [
  ['--fast', act('sigmoid', '--points', '1000000', '--fast')],
  ['exact', act('sigmoid', '--points', '1000000')],
  ...(available(['awk', 'BEGIN {}']) ? [['awk', ['awk', awk]]] : []),
  ...(available(['python3', '-c', 'import numpy']) ? [['numpy', ['python3', '-c', numpy]]] : []),
]);
