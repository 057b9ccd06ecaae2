/** One line of test/vectors/peers.json: a program's results for a function in a format, against the exact ones. */
interface Measured {
  readonly program: string;
  readonly dtype: 'float64' | 'float32';
  readonly activation: string;
  readonly of: 'value' | 'gradient';
  readonly points: number;
  /** Results that are not the correctly rounded ones. */
  readonly wrong: number;
  /** NaN or an infinity where a number is due. */
  readonly nan: number;
  /** The largest error in ulps where the exact result is a normal number. */
  readonly worst: number;
  /** Where that is, as decimals; null where no normal result is wrong. */
  readonly at: {readonly x: string; readonly got: string; readonly exact: string} | null;
}

export interface Peers {
  readonly versions: Readonly<Record<string, string>>;
  readonly results: readonly Measured[];
}

/** The measurements as Markdown: a table for each format, a column for each program. */
export function peersTable({versions, results}: Peers): string {
  const used = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [`Versions: ${used.join(', ')}.`, table(results, 'float64'), table(results, 'float32')].join('\n\n');
}

/** The worst result of one program for each function, as Markdown. */
export function worstTable({results}: Peers, program: string): string {
  const rows = results
    .filter((each) => each.program === program && each.dtype === 'float64')
    .flatMap((each) => (each.at === null ? [] : [`| ${[nameOf(each), ...Object.values(each.at)].join(' | ')} |`]));
  return [`| float64 | x | ${program} | correctly rounded |`, '| --- | --: | --: | --: |', ...rows].join('\n');
}

function table(all: readonly Measured[], dtype: Measured['dtype']): string {
  const results = all.filter((each) => each.dtype === dtype);
  const programs = [...new Set(results.map(({program}) => program))];
  const functions = new Map(results.map((each) => [nameOf(each), each]));
  const rows = [...functions].map(([name, {points}]) => {
    const cells = programs.map((program) => results.find((each) => each.program === program && nameOf(each) === name));
    return `| ${[name, points, ...cells.map((cell) => (cell ? errors(cell) : ''))].join(' | ')} |`;
  });
  return [
    `| ${[dtype, 'points', ...programs].join(' | ')} |`,
    `| --- | --: | ${programs.map(() => '--:').join(' | ')} |`,
    ...rows,
  ].join('\n');
}

function nameOf({activation, of}: Measured): string {
  return of === 'value' ? activation : `${activation}′`;
}

function errors({wrong, worst, nan, points, dtype}: Measured): string {
  if (wrong === 0) return '0 wrong';
  const share = wrong * 100 < points ? `${wrong} wrong` : `${Math.round((wrong * 100) / points)} %`;
  // An error as large as the result itself: 0, or a number of another size, where digits are due.
  const size = worst >= 2 ** (dtype === 'float64' ? 52 : 23) ? 'no digit' : `${shorten(worst)} ulp`;
  return [share, size, ...(nan > 0 ? [`${nan} NaN`] : [])].join(', ');
}

function shorten(ulps: number): string {
  if (ulps < 10) return ulps.toPrecision(2);
  return ulps < 1000 ? String(Math.round(ulps)) : ulps.toExponential(0).replace('e+', 'e');
}
