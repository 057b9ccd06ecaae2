// What the scripts share: whole processes, timed in turn.
import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';

export const program = fileURLToPath(new URL('../bin/act-cli.js', import.meta.url));

// A certificate file parsed at each start would hide what is measured.
const {NODE_OPTIONS: _options, NODE_EXTRA_CA_CERTS: _certificates, ...environment} = process.env;

/** Runs a command to its end; milliseconds and what it wrote. */
export function run([command, ...args], {output = 'pipe'} = {}) {
  const start = process.hrtime.bigint();
  const {status, error, stdout, stderr} = spawnSync(command, args, {
    env: environment,
    stdio: ['ignore', output, 'pipe'],
    maxBuffer: 2 ** 30,
  });
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (error !== undefined || status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error ?? stderr}`);
  return {ms, stdout};
}

/** Times of several commands, each `rounds` times, in an order that rotates; one round before is not counted. */
export function inTurn(commands, rounds, options) {
  const times = commands.map(() => []);
  for (let round = -1; round < rounds; round += 1) {
    for (let k = 0; k < commands.length; k += 1) {
      const i = (k + round + 1) % commands.length;
      const {ms} = run(commands[i], options);
      if (round >= 0) times[i].push(ms);
    }
  }
  return times;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Whether a command exists and runs. */
export function available(command) {
  return spawnSync(command[0], command.slice(1), {stdio: 'ignore'}).status === 0;
}
