// Which peers are installed, and on which machine they run.
import {spawnSync} from 'node:child_process';
import {cpus, loadavg, release, totalmem, type} from 'node:os';
import {python} from '../measure.mjs';

/** Version by peer; a peer that is not installed has none. */
const versions = {
  node: process.versions.node,
  'DuckDB in Node': await duckdbInNode(),
  ...inPython({DuckDB: 'duckdb', NumPy: 'numpy', pandas: 'pandas', polars: 'polars', PyTorch: 'torch'}),
  mawk: firstLine(['mawk', '-W', 'version'])?.match(/^mawk (\S+)/)?.[1],
  gnuplot: firstLine(['gnuplot', '--version'])?.match(/^gnuplot (.+)/)?.[1],
};

export const isInstalled = (peer) => versions[peer] !== undefined;

/** One line on the machine, one on what was found, and one on what was not. */
export function machineLines() {
  const processors = cpus();
  const all = Object.entries(versions);
  const [found, missing] = [true, false].map((wanted) =>
    all.filter(([, version]) => (version !== undefined) === wanted),
  );
  const gibibytes = (totalmem() / 2 ** 30).toFixed(0);
  return [
    `${processors.length} processors (${processors[0]?.model ?? 'unknown'}), ${gibibytes} GiB, ${type()} ${release()}; load before the start ${loadavg()[0].toFixed(1)}`,
    found.map(([peer, version]) => `${peer === 'node' ? 'Node' : peer} ${version}`).join(', '),
    ...(missing.length === 0 ? [] : [`not installed, so left out: ${missing.map(([peer]) => peer).join(', ')}`]),
  ];
}

async function duckdbInNode() {
  try {
    return (await import('@duckdb/node-api')).version();
  } catch {
    return undefined;
  }
}

/** Versions of packages, all asked for in one start of Python. */
function inPython(packages) {
  const code = `import importlib.metadata as metadata, sys
for name in sys.argv[1:]:
  try: print(metadata.version(name))
  except metadata.PackageNotFoundError: print()`;
  const {stdout} = spawnSync(python, ['-c', code, ...Object.values(packages)], {encoding: 'utf8'});
  const found = (stdout ?? '').split('\n');
  return Object.fromEntries(Object.keys(packages).map((peer, i) => [peer, found[i] || undefined]));
}

function firstLine([command, ...args]) {
  const {status, stdout, stderr} = spawnSync(command, args, {encoding: 'utf8'});
  return status === 0 ? (stdout || stderr).split('\n')[0] : undefined;
}
