// Start-up: whole processes of act-cli against `node -e ''`, as ratios of medians. Usage: node bench/start-up.mjs [rounds]
import {inTurn, median, program} from './measure.mjs';

const node = process.execPath;
const rounds = Number(process.argv[2] ?? 40);
const commands = [
  ['-e', ''],
  [program, '--version'],
  [program, 'list'],
  [program, 'plot', 'elu'],
  [program, 'table', 'gelu'],
];
const times = inTurn(
  commands.map((args) => [node, ...args]),
  rounds,
);
const base = median(times[0]);
commands.forEach((args, i) => {
  const name = i === 0 ? "node -e ''" : `act-cli ${args.slice(1).join(' ')}`;
  const ms = median(times[i]);
  console.log(`${name.padEnd(20)} ${ms.toFixed(1).padStart(7)} ms  ${(ms / base).toFixed(2)}`);
});
