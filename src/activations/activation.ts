/** What an activation is: one formula, and the facts around it that cannot be derived from the formula. */

/** The frameworks whose spellings, defaults and gradients at a kink are on record. */
export type Framework =
  | 'torch'
  | 'jax'
  | 'flax'
  | 'keras'
  | 'tf'
  | 'tfjs'
  | 'onnx'
  | 'mxnet'
  | 'mlx'
  | 'nnlib'
  | 'chainer'
  | 'darknet'
  | 'tinygrad'
  | 'hf'
  | 'timm';

export type Family =
  | 'rectifier'
  | 'piecewise'
  | 'exponential'
  | 'sigmoid'
  | 'tanh'
  | 'softplus'
  | 'gate'
  | 'shrink'
  | 'wave'
  | 'maxout';

export interface Parameter {
  readonly default: number;
  /** The legal values in interval notation: `(0, Infinity)`, `[0, 1)`. All reals where absent. */
  readonly domain?: string;
  /** Other names by which the parameter is known, such as PyTorch's `negative_slope`. */
  readonly aliases?: readonly string[];
  /** What it is, in a few words: `slope for x < 0`. */
  readonly meaning: string;
}

/** How one framework writes the activation, and where it differs from this record. */
export interface Spelling {
  /**
   * As it is written there: `nn.LeakyReLU`, `jax.nn.leaky_relu`. The first is the main one. A spelling with
   * parentheses, `Gelu(approximate='tanh')`, is for reading and is not looked up.
   */
  readonly names: readonly string[];
  /** Defaults that differ from the record's. */
  readonly defaults?: Readonly<Record<string, number>>;
  /** The framework's own formula, where it takes another branch at a kink or is another function. */
  readonly formula?: string;
  /** The name of the record that this framework means by the name: JAX's gelu is `gelu_tanh`. */
  readonly means?: string;
  /** One sentence on the difference, with its source. */
  readonly note?: string;
}

/** A parameter that is a matrix, rows split by `;`, as text: `[1,2;-1,0.5]`. */
export interface MatrixParameter {
  readonly default: string;
  readonly meaning: string;
}

export type Matrix = readonly (readonly number[])[];

/** A formula whose size depends on matrices. */
export interface Expansion {
  readonly formula: string;
  /** `x`, or `x1`, `x2`, ... over vectors. */
  readonly inputs: readonly string[];
}

export interface Paper {
  /** Authors and year: `Maas et al. 2013`. */
  readonly by: string;
  readonly title: string;
  /** An arXiv number or another stable address. */
  readonly link?: string;
}

export interface Activation {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly family: Family;
  /** The formula in the language of formula/parse.ts over `x` and the parameters. Everything else is derived from it. */
  readonly formula: string;
  /**
   * The same function as textbooks write it, where `formula` is a primitive of the same name or a form that computes
   * better. Proven equal by a law; nothing is computed from it, and at a kink it may take another branch.
   */
  readonly textbook?: string;
  /**
   * The derivative as people write it, in the same language. Proven equal to the derived one by a law over the
   * registry. It is shown to people and serves plain doubles where the derived form would cancel; no exact digit
   * comes from it.
   */
  readonly derivative?: string;
  /**
   * The same function written so that plain doubles neither cancel nor overflow, where the formula itself would.
   * Proven equal to the formula by a law; it serves `--fast` and plots only.
   */
  readonly stable?: string;
  /** The derivative likewise, where `derivative` is for people and would cancel in doubles. */
  readonly stableDerivative?: string;
  /** The gradient over the output `y`, as frameworks' own backward passes compute it, where they do. */
  readonly outputGradient?: string;
  readonly parameters?: Readonly<Record<string, Parameter>>;
  readonly matrices?: Readonly<Record<string, MatrixParameter>>;
  /**
   * The formula for given matrices, where there are any; `formula` is then the one for the defaults.
   * @throws ActError where the matrices do not fit together
   */
  readonly expand?: (matrices: ReadonlyMap<string, Matrix>) => Expansion;
  /** A condition between parameters, in the formula language: `min_val < max_val`. */
  readonly constraint?: string;
  /**
   * The values that f takes, in interval notation; ends may be formulas over the parameters: `(-alpha, Infinity)`.
   * Several intervals are joined by ` U `, in ascending order for the defaults: `[0, 0] U (theta, Infinity)`.
   */
  readonly range: string;
  readonly frameworks: Readonly<Partial<Record<Framework, Spelling>>>;
  readonly paper?: Paper;
  /** What a reader should know that no figure shows: that it is the same function as another, say. */
  readonly note?: string;
  /** The name of a record that is the same function under another name. */
  readonly sameAs?: string;
}

/** What is written down of an activation; its name is the key under which it stands. */
export type Definition = Omit<Activation, 'name'>;

/**
 * The activations of a family by name. The table is made when it is searched and a record when it is asked for: making
 * all takes a tenth of the program's start.
 */
export type Definitions = () => Readonly<Record<string, () => Definition>>;
