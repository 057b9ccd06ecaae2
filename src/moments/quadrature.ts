/** Gauss-Kronrod quadrature with 10 and 21 nodes, adaptive, over several integrands that share their nodes. */

/** Nodes of the 21-point rule in [0, 1], from the outermost; every second one is a node of the 10-point rule. */
const nodes = [
  0.9956571630258081, 0.9739065285171717, 0.9301574913557082, 0.8650633666889845, 0.7808177265864169,
  0.6794095682990244, 0.5627571346686047, 0.4333953941292472, 0.2943928627014602, 0.14887433898163122, 0,
];

/** Weights of the rules, from Piessens et al. 1983, QUADPACK, qk21; the tests integrate x^0 ... x^32 with them. */
const kronrodWeights = [
  0.011694638867371874, 0.032558162307964725, 0.054755896574351995, 0.07503967481091996, 0.0931254545836976,
  0.10938715880229764, 0.12349197626206584, 0.13470921731147334, 0.14277593857706009, 0.14773910490133849,
  0.1494455540029169,
];

const gaussWeights = [
  0.06667134430868814, 0.1494513491505806, 0.21908636251598204, 0.26926671930999635, 0.29552422471475287,
];

/** A node of the 21-point rule, and its weight in either rule. */
export interface RuleNode {
  readonly node: number;
  readonly kronrod: number;
  readonly gauss: number;
}

/** The nodes and weights of both rules on [-1, 1], ascending; a node that Gauss's rule lacks has weight 0 there. */
export function rule(): readonly RuleNode[] {
  return Array.from({length: 21}, (_, i) => {
    const j = i <= 10 ? i : 20 - i;
    const size = nodes[j] as number; // j is at most 10
    const kronrod = kronrodWeights[j] as number; // as many weights
    const gauss = j % 2 === 1 ? (gaussWeights[(j - 1) / 2] as number) : 0; // half as many
    return {node: i < 10 ? -size : size, kronrod, gauss};
  });
}

/** The values of each integrand at some points: an array for each integrand, and what is sampled beside them. */
export type Integrands = (points: Float64Array) => readonly Float64Array[];

/** One interval of the final subdivision. */
export interface Cell {
  readonly from: number;
  readonly to: number;
}

/** The integral of one integrand. */
export interface Integral {
  readonly value: number;
  /** The integral of the absolute value. */
  readonly size: number;
  /** The estimated error of the value: what the rules disagree by and, in the sum over all cells, of rounding. */
  readonly error: number;
  /** The variance of the value, as its nodes are rounded to doubles. */
  readonly variance: number;
}

/** The integrals of all integrands, and the subdivision that they took. */
export interface Quadrature {
  readonly integrals: readonly Integral[];
  /** The intervals on which the rule was applied in the end. */
  readonly cells: readonly Cell[];
  /** The part of the request's misses that no subdivision made small; 0 without them. */
  readonly missed: number;
}

/** Something beside the integrals that cells must get right. */
export interface Misses {
  /** How much each cell misses, from what was sampled at its points: the integrands, and any arrays after them. */
  readonly missesOf: (cells: readonly Cell[], samples: readonly Float64Array[]) => readonly number[];
  /** How many integrands there are. */
  readonly integrands: number;
  /** What may be missed, given the integrals. */
  readonly allowed: (integrals: readonly Integral[]) => number;
}

/** How often an interval is halved at most: enough to shrink the neighbourhood of a singularity to nothing. */
const deepest = 120;
const mostCells = 8000;
/** An interval is not halved if the two rules differ by less than this share of the whole integral. */
const share = 1e-15;

/**
 * The integrals over the intervals between neighbouring `ends`, each halved until the two rules agree on it and it misses
 * nothing. A feature that shows at no node of the first subdivision, nor in a miss, is missed: `ends` decide how fine
 * that is.
 */
export function integrate(integrands: Integrands, ends: readonly number[], misses?: Misses): Quadrature {
  let open: Cell[] = ends.slice(1).map((to, i) => ({from: ends[i] as number, to})); // each of these has one before it
  const cells: Cell[] = [];
  let done: readonly Integral[] = [];
  let missed = 0;
  for (let depth = 0; open.length > 0; depth += 1) {
    const samples = integrands(pointsIn(open));
    const results = apply(samples.slice(0, misses?.integrands), open);
    const lacks = misses?.missesOf(open, samples) ?? [];
    const all = total([...results, done]);
    const allowed = misses?.allowed(all) ?? 0;
    const last = depth === deepest || cells.length + open.length > mostCells;
    const isRight = (i: number): boolean =>
      (results[i] ?? []).every(({error}, k) => !(error > share * (all[k]?.size ?? 0))) && !((lacks[i] ?? 0) > allowed);
    const settled = open.map((_, i) => last || isRight(i));
    done = total([done, ...results.filter((_, i) => settled[i])]);
    cells.push(...open.filter((_, i) => settled[i]));
    const halved = open.map((cell, i) => (settled[i] ? undefined : halves(cell)));
    const isLeftOut = (i: number): boolean => halved[i]?.length === 0;
    // What is too narrow to be halved is left out, and what it holds is an error; at a pole that is not finite.
    done = total([done, ...results.filter((_, i) => isLeftOut(i)).map((parts) => parts.map(leftOut))]);
    lacks.forEach((lack, i) => {
      if (lack > allowed && (settled[i] || isLeftOut(i))) missed += lack;
    });
    open = halved.flatMap((parts) => parts ?? []);
  }
  return {integrals: done.map(withRounding), cells, missed};
}

/** Towards 0, where doubles lie ever closer, an interval is cut at a smaller scale. */
const scale = 2 ** -16;

function halves({from, to}: Cell): readonly Cell[] {
  const middle = middleOf(from, to);
  return from < middle && middle < to
    ? [
        {from, to: middle},
        {from: middle, to},
      ]
    : [];
}

function leftOut({size}: Integral): Integral {
  const error = Number.isFinite(size) ? size : 0;
  return {value: 0, size: error, error, variance: 0};
}

function middleOf(from: number, to: number): number {
  const [least, most] = [Math.min(Math.abs(from), Math.abs(to)), Math.max(Math.abs(from), Math.abs(to))];
  const isNearZero = from * to >= 0 && most < 2 ** -40 && least < scale * most;
  if (!isNearZero) return from + (to - from) / 2;
  return (to > 0 ? 1 : -1) * Math.max(scale * most, Math.sqrt(least) * Math.sqrt(most));
}

/** The points of the rule in some cells, cell by cell. */
export function pointsIn(cells: readonly Cell[]): Float64Array {
  const points = new Float64Array(21 * cells.length);
  const nodesOfRule = rule();
  cells.forEach(({from, to}, i) => {
    const [middle, half] = [from + (to - from) / 2, (to - from) / 2];
    // In a narrow cell the rounding of its middle would move all nodes the same way.
    const rest = (to - middle - (middle - from)) / 2;
    nodesOfRule.forEach(({node}, j) => {
      points[21 * i + j] = middle + (half * node + rest);
    });
  });
  return points;
}

/** Two standard deviations of what rounded nodes do to a cell: about this share of how much the integrand varies on it. */
const jitter = 2 ** -55;

/** The finer rule on each cell, with its error estimated from the coarser one, given the integrands at its points. */
function apply(values: readonly Float64Array[], cells: readonly Cell[]): readonly (readonly Integral[])[] {
  const fineWeights = Float64Array.from(rule(), ({kronrod}) => kronrod);
  const coarseWeights = Float64Array.from(rule(), ({gauss}) => gauss);
  return cells.map(({from, to}, i) =>
    values.map((integrand) => {
      let [kronrod, gauss, size, variation] = [0, 0, 0, 0];
      for (let j = 0; j < 21; j += 1) {
        const value = integrand[21 * i + j] as number; // 21 values for each cell
        const weight = fineWeights[j] as number; // as many weights
        kronrod += weight * value;
        gauss += (coarseWeights[j] as number) * value; // as many weights
        size += weight * Math.abs(value);
        if (j > 0) variation += Math.abs(value - (integrand[21 * i + j - 1] as number)); // the value before
      }
      const half = (to - from) / 2;
      return {
        value: half * kronrod,
        size: half * size,
        error: half * errorOfFiner(Math.abs(kronrod - gauss), size),
        variance: (jitter * variation * Math.max(Math.abs(from), Math.abs(to))) ** 2,
      };
    }),
  );
}

function total(parts: readonly (readonly Integral[])[]): readonly Integral[] {
  const count = Math.max(...parts.map((part) => part.length));
  return Array.from({length: count}, (_, k) => ({
    value: sum(parts.map((part) => part[k]?.value ?? 0)), // `done` has no integrals at first
    size: sum(parts.map((part) => part[k]?.size ?? 0)),
    error: sum(parts.map((part) => part[k]?.error ?? 0)),
    variance: sum(parts.map((part) => part[k]?.variance ?? 0)),
  }));
}

/** The sum, with the rounding error of each addition added at the end (Neumaier). */
function sum(terms: readonly number[]): number {
  let [total, rest] = [0, 0];
  for (const term of terms) {
    const next = total + term;
    rest += Math.abs(total) >= Math.abs(term) ? total - next + term : term - next + total;
    total = next;
  }
  return Number.isFinite(rest) ? total + rest : total;
}

/** The integral over some cells as they are; `valueAt` gives the integrand at a point of `pointsIn(cells)`. */
export function integralOf(cells: readonly Cell[], valueAt: (index: number) => number): number {
  const nodesOfRule = rule();
  return sum(
    cells.map(({from, to}, i) => {
      const terms = nodesOfRule.map(({kronrod}, j) => kronrod * valueAt(21 * i + j));
      return ((to - from) / 2) * terms.reduce((a, b) => a + b);
    }),
  );
}

/** The error of the finer rule (QUADPACK): the rules' difference bounds the coarser's, its power 1.5 is about this. */
function errorOfFiner(difference: number, size: number): number {
  return size > 0 ? Math.min(difference, size * (200 * (difference / size)) ** 1.5) : difference;
}

/**
 * The integral with the larger error of rounding added: values of an integrand are right to a few ulps, and their places
 * to half the spacing of the doubles there, which counts where a feature is narrow.
 */
function withRounding(integral: Integral): Integral {
  const {size, error, variance} = integral;
  return {...integral, error: error + Math.max(2 ** -50 * size, Math.sqrt(variance))};
}
