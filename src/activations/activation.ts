/** What an activation is: one formula, and the facts around it that cannot be derived from the formula. */

/** A framework whose spellings, defaults and gradients at kinks are on record. */
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

/** A group of activations of one kind. */
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
  | 'maxout'
  | 'glu'
  | 'softmax';

/** A parameter that is a number. */
export interface Parameter {
  readonly default: number;
  /** The legal values in interval notation: `(0, Infinity)`, `[0, 1)`. All real numbers if absent. */
  readonly domain?: string;
  /** Other names of the parameter, such as PyTorch's `negative_slope`. */
  readonly aliases?: readonly string[];
  /** Its meaning in a few words: `slope for x < 0`. */
  readonly meaning: string;
}

/** How one framework writes the activation, and how it differs from the record. */
export interface Spelling {
  /**
   * Its names there, the main one first: `nn.LeakyReLU`, `jax.nn.leaky_relu`. A name with parentheses,
   * `Gelu(approximate='tanh')`, is for people and is not looked up.
   */
  readonly names: readonly string[];
  /** Defaults that differ from the record's. */
  readonly defaults?: Readonly<Record<string, number>>;
  /** The parameters that its function takes without their names, in order; the only one if absent, of several none. */
  readonly takes?: readonly string[];
  /** The same of its layer, if it takes others. */
  readonly layerTakes?: readonly string[];
  /** The framework's own formula, if it takes another branch at a kink or is another function. */
  readonly formula?: string;
  /**
   * Its value and its gradient where x is NaN, if they are not NaN there, or not always: formulas over the parameters, as
   * observed (test/frameworks/observed-nan.json).
   */
  readonly atNaN?: {readonly value?: readonly string[]; readonly gradient?: readonly string[]};
  /** The record that this framework means by the name, if it is another: JAX's gelu is `gelu_tanh`. */
  readonly means?: string;
  /** The record that one of its modules means by the name, if the others do not. */
  readonly meansIn?: Readonly<Record<string, string>>;
  /** One sentence on the difference, with its source. */
  readonly note?: string;
}

/** A parameter that is a matrix, rows split by `;`, as text: `[1,2;-1,0.5]`. */
export interface MatrixParameter {
  readonly default: string;
  readonly meaning: string;
}

/** A matrix, row by row. */
export type Matrix = readonly (readonly number[])[];

/** A parameter that is a whole number and decides how the formula looks, such as how many inputs it has. */
export interface CountParameter {
  readonly default: number;
  readonly least: number;
  readonly most: number;
  readonly meaning: string;
}

/** The parameters that a formula is made from. */
export interface Shaping {
  readonly matrices: ReadonlyMap<string, Matrix>;
  readonly counts: ReadonlyMap<string, number>;
}

/** A formula whose size depends on matrices or counts. */
export interface Expansion {
  readonly formula: string;
  /** `x`, or `x1`, `x2`, ... over vectors. */
  readonly inputs: readonly string[];
}

/** The paper that introduces an activation. */
export interface Paper {
  /** Authors and year: `Maas et al. 2013`. */
  readonly by: string;
  readonly title: string;
  /** An arXiv number or another stable address. */
  readonly link?: string;
}

/** The record of an activation. */
export interface Activation {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly family: Family;
  /** What its inputs mean, by name and in order, the first of them called `x`; only `x` if absent. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** The formula over the inputs and the parameters, in the language of formula/parse.ts. All else is derived from it. */
  readonly formula: string;
  /**
   * The same function as textbooks write it, if `formula` is a primitive of the same name or a form that computes
   * better. A law proves it equal; nothing is computed from it, and at a kink it may take another branch.
   */
  readonly textbook?: string;
  /**
   * The derivative as people write it, in the same language. A law over the registry proves it equal to the derived
   * one. It is shown to people, and plain doubles use it, where the derived form would cancel; no exact digit comes
   * from it.
   */
  readonly derivative?: string;
  /** The derivatives with respect to the other inputs, by their names, likewise. */
  readonly otherDerivatives?: Readonly<Record<string, string>>;
  /**
   * The same function written so that plain doubles neither cancel nor overflow, if they would in the formula itself.
   * A law proves it equal to the formula; only plain doubles (`--fast`, plots) use it.
   */
  readonly stable?: string;
  /** The derivative likewise, if `derivative` is for people and would cancel in doubles. */
  readonly stableDerivative?: string;
  /** The gradient as a formula over the output `y`, if backward passes of frameworks compute it so. */
  readonly outputGradient?: string;
  readonly parameters?: Readonly<Record<string, Parameter>>;
  readonly matrices?: Readonly<Record<string, MatrixParameter>>;
  readonly counts?: Readonly<Record<string, CountParameter>>;
  /**
   * The formula for given matrices and counts, if there are any; `formula` is then that for the defaults.
   * @throws ActError if they do not fit together
   */
  readonly expand?: (given: Shaping) => Expansion;
  /** A condition between parameters, in the formula language: `min_val < max_val`. */
  readonly constraint?: string;
  /**
   * The values that f takes, in interval notation; ends may be formulas over the parameters: `(-alpha, Infinity)`.
   * Several intervals are joined by ` U `, in ascending order for the defaults: `[0, 0] U (theta, Infinity)`.
   */
  readonly range: string;
  readonly frameworks: Readonly<Partial<Record<Framework, Spelling>>>;
  readonly paper?: Paper;
  /** What a reader should know and no figure shows. */
  readonly note?: string;
  /** The name of a record that is the same function. */
  readonly sameAs?: string;
  /** Settings of frameworks that choose a record, by their values: `approximate='tanh'` of gelu is gelu_tanh. */
  readonly variants?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A record as its family file defines it; the name is the key there. */
export type Definition = Omit<Activation, 'name'>;

/**
 * The activations of a family by name. The table is made when it is searched, and a record when it is asked for,
 * because making all of them takes a tenth of the program's start.
 */
export type Definitions = () => Readonly<Record<string, () => Definition>>;
