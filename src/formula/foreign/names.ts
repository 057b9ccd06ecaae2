/** Names as other languages write them: with the module before them, as `np.tanh`, `torch.nn.functional.silu`, `std::exp`. */

/** A name, and the modules that are written before it. */
export interface PathName {
  readonly path: readonly string[];
  readonly name: string;
}

/** What people call the modules that have functions and constants. */
const modules: ReadonlySet<string> = new Set(
  (
    'np numpy jnp jax lax torch nn functional F special tf math Math keras ops activations K backend mx mlx core ' +
    'scipy stats norm sp sympy cp cupy std tl libdevice mpmath mp tinygrad Tensor NNlib flax linen experimental layers ' +
    'metal precise fast c10 cuda compat'
  ).split(' '),
);

/** The parts of a name with points or `::`; undefined if what is before the last one is no module, as in `x.tanh`. */
export function withoutModules(text: string): PathName | undefined {
  const parts = text.split(/\.|::/);
  const [path, name] = [parts.slice(0, -1), parts.at(-1) ?? ''];
  return path.every((part) => modules.has(part)) ? {path, name} : undefined;
}

/** `tanh` for `tanhf`, which is C's name of the function for float32, and for `__tanhf`, CUDA's name of a fast one. */
export function withoutSuffix(name: string): string {
  const bare = name.startsWith('__') ? name.slice(2) : name;
  return bare.endsWith('f') ? bare.slice(0, -1) : bare;
}

/** Modules in which a name with a capital letter makes a layer. */
const modulesOfLayers: ReadonlySet<string> = new Set(['nn', 'torch', 'keras', 'tf', 'layers', 'mlx']);

/** Whether a name is written like a layer's, which a call makes and a second call applies: `nn.LeakyReLU(0.2)(x)`. */
export function isLayerName({path, name}: PathName): boolean {
  return /^[A-Z]/.test(name) && name !== 'Phi' && (path[0] === undefined || modulesOfLayers.has(path[0]));
}
