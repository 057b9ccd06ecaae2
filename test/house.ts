/** The plan of the house, which test/architecture.test.ts holds. */

/**
 * The house, from the ground up. A folder (or a file of `src`) answers one question, may know the ones named, and lets
 * others in by its doors alone: a file that is no door is its own affair. Any file of `commands` is one, for `cli`.
 */
export const house: Readonly<
  Record<string, {readonly knows: readonly string[]; readonly doors: readonly string[] | 'any'}>
> = {
  printable: {knows: [], doors: ['printable']},
  errors: {knows: [], doors: ['errors']},
  formula: {
    knows: ['printable', 'errors'],
    doors: [
      'arithmetic',
      'comparisons',
      'compile',
      'differentiate',
      'double-operators',
      'forms/factor',
      'forms/forms',
      'number-text',
      'forms/parity',
      'forms/settled',
      'parse',
      'plain-doubles',
      'print',
      'spelling',
      'forms/total',
      'tree',
    ],
  },
  exact: {
    knows: ['errors', 'formula'],
    doors: [
      'budget',
      'doubles',
      'ladder',
      'lazily',
      'neighbours',
      'number-format',
      'big-float/arithmetic',
      'big-float/big-float',
    ],
  },
  activations: {
    knows: ['errors', 'formula', 'exact'],
    doors: [
      'activation',
      'derivatives',
      'difference',
      'fast-errors',
      'interval-notation',
      'parameters',
      'registry',
      'search',
      'selection',
      'user-formula',
    ],
  },
  evaluation: {knows: ['errors', 'formula', 'exact', 'activations'], doors: ['evaluate', 'exact-at']},
  interval: {
    knows: ['formula', 'exact', 'activations'],
    doors: ['endpoints', 'gradient-bounds', 'interval-arithmetic', 'settle', 'tree-bounds', 'work'],
  },
  shape: {
    knows: ['formula', 'exact', 'activations', 'evaluation', 'interval'],
    doors: [
      'budget-for',
      'joints/breakpoints',
      'extrema-over',
      'joints/joints',
      'joints/kinks',
      'largest',
      'largest-second',
      'oscillation',
      'shape',
      'shape-facts',
      'span',
      'symmetry',
    ],
  },
  regions: {
    knows: ['errors', 'formula', 'exact', 'activations', 'evaluation', 'interval', 'shape'],
    doors: ['column-marks', 'find-regions', 'region', 'region-at', 'survey'],
  },
  moments: {knows: ['formula', 'exact', 'activations', 'evaluation', 'shape'], doors: ['moments', 'normal']},
  sampling: {
    knows: ['errors', 'formula', 'exact', 'activations', 'evaluation', 'shape', 'regions'],
    doors: ['curves', 'cuts', 'envelope', 'grid', 'points', 'range', 'series', 'trace'],
  },
  check: {knows: ['exact', 'activations', 'evaluation', 'shape'], doors: ['check', 'findings']},
  compare: {
    knows: ['errors', 'formula', 'exact', 'activations', 'evaluation', 'shape', 'regions', 'moments'],
    doors: ['comparison', 'differences'],
  },
  audit: {
    knows: ['errors', 'exact', 'activations', 'evaluation', 'shape', 'regions', 'moments'],
    doors: ['audit', 'from-counts', 'numbers-tally', 'predict', 'verdicts', 'zones'],
  },
  sql: {
    knows: ['printable', 'errors', 'audit'],
    doors: ['dialect', 'failing-query', 'heading', 'predicate', 'quoting', 'report-query', 'source', 'units'],
  },
  card: {
    knows: ['formula', 'exact', 'activations', 'evaluation', 'shape', 'regions', 'moments'],
    doors: ['card', 'card-facts', 'properties'],
  },
  library: {
    knows: [
      'errors',
      'formula',
      'exact',
      'activations',
      'evaluation',
      'shape',
      'regions',
      'moments',
      'compare',
      'card',
    ],
    doors: ['activation', 'activation-function', 'card', 'compare', 'evaluate', 'regions', 'search-options'],
  },
  index: {knows: ['errors', 'shape', 'regions', 'moments', 'compare', 'card', 'library'], doors: []},
  input: {
    knows: ['errors', 'formula', 'exact', 'evaluation', 'check', 'sql'],
    doors: ['arrays/open-arrays', 'arrays/unit-numbers', 'duckdb', 'open', 'reader', 'results'],
  },
  report: {
    knows: [
      'errors',
      'formula',
      'exact',
      'activations',
      'evaluation',
      'shape',
      'regions',
      'sampling',
      'check',
      'compare',
      'audit',
      'card',
    ],
    doors: [
      'audit/audit',
      'audit/limits',
      'audit/predicted',
      'card',
      'catalogue',
      'check',
      'comparison',
      'figure',
      'figure-differences',
      'notes',
      'output',
      'regions',
      'side-by-side',
      'text',
      'value-table',
    ],
  },
  render: {
    knows: ['printable', 'errors', 'formula', 'exact', 'regions', 'card', 'report'],
    doors: ['formats', 'render', 'style', 'picture/svg', 'plot/plot'],
  },
  page: {
    knows: ['errors', 'formula', 'exact', 'activations', 'sampling', 'report', 'library', 'render'],
    doors: [],
  },
  pager: {knows: [], doors: ['pager']},
  'new-file': {knows: [], doors: ['new-file']},
  io: {knows: ['render', 'pager', 'new-file'], doors: ['io']},
  progress: {knows: ['io', 'printable', 'report'], doors: ['progress']},
  screen: {knows: ['printable', 'io', 'pager'], doors: ['screen']},
  commands: {
    knows: [
      'printable',
      'errors',
      'io',
      'formula',
      'exact',
      'activations',
      'evaluation',
      'shape',
      'regions',
      'sampling',
      'check',
      'compare',
      'audit',
      'card',
      'sql',
      'input',
      'report',
      'render',
    ],
    doors: 'any',
  },
  cli: {
    knows: ['printable', 'errors', 'new-file', 'io', 'progress', 'screen', 'commands', 'report', 'render'],
    doors: ['cli'],
  },
};

/** The floors of `exact/limits`, from the ground up. */
export const floors = ['effort', 'real-numbers', 'expansions', 'germs', 'limit'];

/** Packages and the parts that may load them. */
export const packages: Readonly<Record<string, RegExp>> = {
  commander: /^(cli|commands)/,
  chalk: /^render/,
  'cli-table3': /^render/,
  asciichart: /^render/,
  hyparquet: /^input\/arrays\/parquet/,
  hysnappy: /^input\/arrays\/parquet/,
  fzstd: /^input\/arrays\/parquet/,
  'node:*': /^(cli|io|new-file|pager|input)/,
};
