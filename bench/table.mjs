// Bulk tables, exact against --fast, as whole processes that write to nowhere; against others: peers.mjs. Usage: node bench/table.mjs [rounds]
import {inTurn, median, program, run} from './measure.mjs';

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
