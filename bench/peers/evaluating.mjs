// Evaluation alone, value and gradient together, in nanoseconds a row; the peers' loops over the same points.
import {activations, measuredActivations, nanoseconds, points, resultsAt} from '../evaluators.mjs';
import {median, python, run} from '../measure.mjs';
import {naive} from './naive-writers.mjs';

// The least of 9 runs, as in evaluators.mjs; then value and gradient at the point with the asked index.
const loop = (setUp, compute) => `import sys, time
n, asked = int(sys.argv[1]), int(sys.argv[2])
${setUp}
def once():
  global value, gradient
  start = time.perf_counter()
  ${compute}
  return (time.perf_counter() - start) * 1e9 / n
print(min(once() for _ in range(9)), float(value[asked]), float(gradient[asked]))`;
const numpySetUp = `import numpy as np
from numpy import exp, log, tanh
x = -10 + 20 * (np.arange(n) + 0.37) / n`;
const torchSetUp = `import torch
torch.set_num_threads(1)
x = (-10 + 20 * (torch.arange(n, dtype=torch.float64) + 0.37) / n).requires_grad_()`;

const asked = 61_803;

function inPython(code) {
  const [ns, ...results] = run([python, '-c', code, String(points.length), String(asked)])
    .stdout.toString()
    .split(' ')
    .map(Number);
  return {ns, results};
}

function loops(name) {
  const {steps, value, gradient, errors} = naive[name];
  const assigned = Object.entries(steps).map(([step, formula]) => `${step} = ${formula}; `);
  const numpy = loop(numpySetUp, `${assigned.join('')}value, gradient = ${value}, ${gradient}`);
  const call = name === 'sigmoid' ? 'torch.sigmoid' : `torch.nn.functional.${name}`;
  const torch = loop(torchSetUp, `value = ${call}(x); gradient, = torch.autograd.grad(value.sum(), x)`);
  const [selection] = activations([name]);
  const ours = (dtype, fast) => () => nanoseconds(selection, {dtype, fast});
  const peer = (peerName, code, distance) => ({
    name: peerName,
    needs: peerName,
    isPeer: true,
    code,
    distance,
    measure: () => inPython(code).ns,
  });
  const entries = [
    {name: 'exact float64', measure: ours('float64', false), goals: [['PyTorch']]},
    {name: 'exact float32', measure: ours('float32', false), goals: [['PyTorch']]},
    {name: '--fast', measure: ours('float64', true), goals: [['PyTorch']]},
    peer('PyTorch', torch, [2 ** -48, 2 ** -48]),
    peer('NumPy', numpy, errors),
  ];
  return {
    title: `${name} and its gradient, one thread, a row`,
    unit: 'ns',
    entries,
    agree: (installed) =>
      installed
        .filter(({isPeer}) => isPeer)
        .map((other) => {
          const exact = resultsAt(selection, asked);
          const distances = inPython(other.code).results.map((result, k) => Math.abs(result - exact[k]));
          if (!distances.every((distance, k) => distance <= other.distance[k] * Math.max(1, Math.abs(points[asked]))))
            throw new Error(`${other.name}: ${name} at ${points[asked]} is off by ${distances}`);
          return `${other.name} ${Math.max(...distances).toExponential(1)}`;
        }),
  };
}

/** Figures over all activations, each measured once: there is no peer that has them all. */
const everything = {
  title: 'all activations, value and gradient, a row',
  unit: 'ns',
  entries: [],
  figures(isQuick) {
    const measured = measuredActivations([], isQuick ? 2 : 9);
    const slowest = (key) => measured.reduce((worst, each) => (each[key] > worst[key] ? each : worst));
    return [
      {name: 'median, exact float64', figure: median(measured.map(({float64}) => float64)), limit: 150},
      {name: `slowest, exact float64: ${slowest('float64').name}`, figure: slowest('float64').float64, limit: 1500},
      {name: 'median, exact float32', figure: median(measured.map(({float32}) => float32)), limit: 80},
      {name: 'median, --fast', figure: median(measured.map(({fast}) => fast))},
    ];
  },
};

export const evaluating = [...Object.keys(naive).map(loops), everything];
