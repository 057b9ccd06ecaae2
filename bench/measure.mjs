// What the scripts share: whole processes, timed in turn.
import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';

export const program = fileURLToPath(new URL('../bin/act-cli.js', import.meta.url));
export const python = process.env.PYTHON ?? 'python3';

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
  return figuresInTurn(
    commands.map((command) => () => run(command, options).ms),
    rounds,
  );
}

/** The same of any figures, each measured by a function of its own. */
export function figuresInTurn(measures, rounds) {
  const figures = measures.map(() => []);
  for (let round = -1; round < rounds; round += 1) {
    for (let k = 0; k < measures.length; k += 1) {
      const i = (k + round + 1) % measures.length;
      const figure = measures[i]();
      if (round >= 0) figures[i].push(figure);
    }
  }
  return figures;
}

export function median(values) {
  return quantile(values, 0.5);
}

/** Half the distance between the quartiles, as a share of the median. */
export function spread(values) {
  return (quantile(values, 0.75) - quantile(values, 0.25)) / 2 / median(values);
}

/** Between two values, the straight line. */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  return sorted[below] + (place - below) * (sorted[Math.ceil(place)] - sorted[below]);
}

/** What a command takes: milliseconds of all processors, MiB at most, and the lines that it wrote, if they are kept. */
export function usage(command, {kept = true} = {}) {
  const measuring = `import resource, subprocess, sys
target = subprocess.PIPE if sys.argv[1] == 'true' else subprocess.DEVNULL
written = subprocess.run(sys.argv[2:], stdout=target, stderr=subprocess.DEVNULL, check=True).stdout
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(1000 * (used.ru_utime + used.ru_stime), used.ru_maxrss / 1024, flush=True)
sys.stdout.buffer.write(written or b'')`;
  const [figures = '', ...lines] = run([python, '-c', measuring, String(kept), ...command])
    .stdout.toString()
    .split('\n');
  const [processor, peak] = figures.split(' ').map(Number);
  return {processor, peak, lines};
}
