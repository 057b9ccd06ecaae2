/** The part of asciichart that is used here; the package has no types of its own. */
declare module 'asciichart' {
  interface Config {
    readonly min: number;
    readonly max: number;
    readonly height: number;
    readonly offset: number;
    readonly format: () => string;
    /** ┼┤╶╴─╰╭╮╯│, or others in this order: they are read by index. */
    readonly symbols: string;
  }

  const asciichart: {readonly plot: (series: readonly number[], config: Config) => string};
  // biome-ignore lint/style/noDefaultExport: this is how a CommonJS module looks from here.
  export default asciichart;
}
