// Bulk output: whole processes that write a CSV to nowhere, by act-cli exactly and by the peers as people type it.
import {program, python} from '../measure.mjs';
import {answerOf, distanceOfRows, rowsOf} from './agreement.mjs';
import {naive, naiveWriters} from './naive-writers.mjs';

const act = (line) => [process.execPath, program, 'table', ...line.split(' '), '--format', 'csv'];
const grid = (count) => `--points ${count + 1} --range -10:10`;

/** 10⁶ rows of a function; `goals` of exact results and of `--fast`, as times of others. */
function million(name, {exact, fast = []}) {
  const count = 1e6;
  const ours = [
    {name: 'exact', command: act(`${name} ${grid(count)}`), goals: exact},
    {name: '--fast', command: act(`${name} ${grid(count)} --fast`), goals: fast},
  ];
  const sigmoid = {name: 'exact sigmoid', command: act(`sigmoid ${grid(count)}`), isPeer: true, isOwn: true};
  const peers = Object.entries(naiveWriters(name, count)).map(([peer, command]) => ({
    name: peer,
    needs: peer,
    isPeer: true,
    command,
  }));
  return {
    title: `10⁶ CSV rows of ${name} and its gradient`,
    entries: [...ours, ...peers, ...(name === 'sigmoid' ? [] : [sigmoid])],
    agree: (entries) =>
      distances(
        name,
        entries.filter(({isOwn}) => !isOwn),
      ),
  };
}

/** How far each answer is from the first. */
function distances(name, [first, ...others]) {
  const wanted = answerOf(first.command);
  return others.map((other) => {
    const errors = other.isPeer ? naive[name].errors : [2 ** -48, 2 ** -48];
    const distance = distanceOfRows({name: other.name, wanted, found: answerOf(other.command), errors});
    return `${other.name} ${distance.toExponential(1)}`;
  });
}

const many = 1e7;
const {'DuckDB in Node': duckdb} = naiveWriters('sigmoid', many);

const {steps, value, gradient} = naive.gelu;
const halfPrecision = `import sys, numpy as np
from numpy import tanh
x = np.arange(65536, dtype=np.uint16).view(np.float16)
x = np.sort(x[~np.isnan(x)])
with np.errstate(all='ignore'):
  t = ${steps.t}
  value, gradient = ${value}, ${gradient}
np.savetxt(sys.stdout, np.column_stack([x, value, gradient]), fmt='%.5g', delimiter=',')`;

export const writing = [
  million('sigmoid', {exact: [['DuckDB in Node', 1]], fast: [['DuckDB in Node', 0.25]]}),
  million('gelu', {exact: [['exact sigmoid', 1.5]], fast: [['DuckDB in Node']]}),
  million('mish', {exact: [['exact sigmoid', 1.5]], fast: [['DuckDB in Node']]}),
  {
    title: '10⁷ CSV rows of sigmoid and its gradient',
    isLong: true,
    entries: [
      {name: '--fast', command: act(`sigmoid ${grid(many)} --fast`), goals: [['DuckDB in Node', 0.2]]},
      {name: 'DuckDB in Node', needs: 'DuckDB in Node', isPeer: true, command: duckdb},
    ],
    agree: (entries) => distances('sigmoid', entries),
  },
  {
    title: 'every float16 input of GELU and its gradient',
    entries: [
      {name: 'exact', command: act('gelu --dtype float16 --all'), goals: [['NumPy']], limit: 250},
      {name: 'NumPy', needs: 'NumPy', isPeer: true, command: [python, '-c', halfPrecision]},
    ],
    // In float16 the naive formula overflows and cancels: only the rows are counted.
    agree: (entries) => {
      const counts = entries.map(({command}) => rowsOf(answerOf(command), 1).count);
      if (counts.some((count) => count !== 63_490)) throw new Error(`rows of float16: ${counts}`);
      return ['as many rows'];
    },
  },
];
