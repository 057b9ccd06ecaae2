/** Maxout: the largest of several affine pieces, over numbers or vectors. */

import {actError} from '../../errors/errors.ts';
import type {Definitions, Expansion, Matrix, Shaping} from '../activation.ts';

export const maxouts: Definitions = () => ({
  maxout: () => ({
    family: 'maxout',
    formula: 'max(0*x + 0, 1*x + 0)',
    matrices: {
      weights: {default: '[0;1]', meaning: 'a row of weights for each piece; a column for each coordinate of x'},
      biases: {default: '[0;0]', meaning: 'a bias for each piece'},
    },
    expand,
    range: '[0, Infinity)',
    frameworks: {
      torch: {names: ['x.view(..., units, pieces).max(-1)'], note: 'no layer; declined in pytorch#805'},
      chainer: {names: ['F.maxout', 'links.Maxout'], note: 'a tie gives its full gradient to every tied piece'},
    },
    paper: {by: 'Goodfellow et al. 2013', title: 'Maxout Networks', link: 'arXiv:1302.4389'},
    note: 'weights=[0;1] is ReLU, weights=[1;-1] the absolute value; at a tie the first of the tied pieces gives the gradient',
  }),
});

/** max_j (w_j·x + b_j): a row of weights and a bias for each piece j. */
function expand({matrices}: Shaping): Expansion {
  const weights = matrices.get('weights') ?? [];
  // Biases may be written as a row or as a column.
  const biases = (matrices.get('biases') ?? []).flat();
  const width = weights[0]?.length ?? 0;
  if (weights.length < 2) throw actError('tooFewPieces', weights.length);
  if (weights.some((row) => row.length !== width)) throw actError('raggedMatrix', 'weights', shown(weights));
  if (biases.length !== weights.length) throw actError('biasesDoNotFit', biases.length, weights.length);
  const inputs = width === 1 ? ['x'] : Array.from({length: width}, (_, i) => `x${i + 1}`);
  const pieces = weights.map((row, j) => {
    const terms = row.map((weight, i) => `${weight}*${inputs[i]}`);
    return [...terms, String(biases[j])].join(' + ');
  });
  return {formula: `max(${pieces.join(', ')})`, inputs};
}

function shown(matrix: Matrix): string {
  return `[${matrix.map((row) => row.join()).join(';')}]`;
}
