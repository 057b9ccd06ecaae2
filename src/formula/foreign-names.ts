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
    'scipy stats norm sp cp cupy std tl libdevice mpmath mp tinygrad Tensor NNlib flax linen experimental'
  ).split(' '),
);

/** The parts of a name with points or `::`; undefined if what is before the last one is no module, as in `x.tanh`. */
export function withoutModules(text: string): PathName | undefined {
  const parts = text.split(/\.|::/);
  const [path, name] = [parts.slice(0, -1), parts.at(-1) ?? ''];
  return path.every((part) => modules.has(part)) ? {path, name} : undefined;
}

/** `tanh` for `tanhf`, which is C's name of the function for float32. */
export function withoutSuffix(name: string): string {
  return name.endsWith('f') ? name.slice(0, -1) : name;
}
