// Everything against the peers that are installed: bulk output, bulk input, start-up, evaluation. Each case first checks
// that the answers agree. Without words, the whole of it; it then renews the table of docs/performance.md.
// Usage: node bench/peers.mjs [--quick] [--write] [words of a case's title...]
// PYTHON names the Python that has numpy, pandas, polars, duckdb and torch: python3 if that is not set.
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {figuresInTurn, run, usage} from './measure.mjs';
import {evaluating} from './peers/evaluating.mjs';
import {isInstalled, machineLines} from './peers/installed.mjs';
import {reading} from './peers/reading.mjs';
import {caseLines, caseRows, markdownTable} from './peers/report.mjs';
import {starting} from './peers/starting.mjs';
import {writing} from './peers/writing.mjs';

const {values, positionals: words} = parseArgs({
  options: {quick: {type: 'boolean', default: false}, write: {type: 'boolean', default: false}},
  allowPositionals: true,
});
const page = new URL('../docs/performance.md', import.meta.url);
const isWhole = words.length === 0;
const writes = values.write || (isWhole && !values.quick);
if (writes && !isWhole) throw new Error('--write is for all cases; leave the words out');

/** Rounds that are counted: of a start many, of what takes seconds few. */
function roundsOf({isShort = false, isLong = false}) {
  if (values.quick) return isShort ? 10 : 2;
  if (isShort) return 40;
  return isLong ? 5 : 9;
}

/** Processes are started with their output thrown away; `measure` is a figure that a case takes itself. */
function measureOf({measure, command}) {
  return measure ?? (() => run(command, {output: 'ignore'}).ms);
}

function measured(each) {
  if (each.figures !== undefined)
    return each.figures(values.quick).map(({figure, ...rest}) => ({...rest, figures: [figure]}));
  const entries = each.entries.filter(({needs}) => needs === undefined || isInstalled(needs));
  const agreement = each.agree?.(entries) ?? [];
  if (agreement.length > 0) console.log(`  answers agree: ${agreement.join(', ')}`);
  const figures = figuresInTurn(entries.map(measureOf), roundsOf(each));
  return entries.map((entry, i) => ({
    ...entry,
    figures: figures[i],
    peak: entry.command !== undefined && isInstalled('NumPy') ? usage(entry.command, {kept: false}).peak : undefined,
  }));
}

const folder = mkdtempSync(join(tmpdir(), 'peers-'));
try {
  const machine = machineLines();
  console.log(machine.join('\n'));
  const rows = [];
  for (const each of [...writing, ...reading(folder), ...starting, ...evaluating]) {
    if (!words.every((word) => each.title.includes(word))) continue;
    console.log(each.title);
    each.prepare?.();
    const found = {...each, measured: measured(each)};
    console.log(caseLines(found).join('\n'));
    rows.push(...caseRows(found));
  }
  console.log(`\n${markdownTable(rows)}`);
  if (writes) renewPage(machine, markdownTable(rows));
} finally {
  rmSync(folder, {recursive: true});
}

/** Puts what was measured between the marks of the page. */
function renewPage(machine, table) {
  const [before, rest] = readFileSync(page, 'utf8').split('<!-- peers -->\n');
  const [, after] = rest.split('<!-- /peers -->');
  const day = new Date().toISOString().slice(0, 10);
  const measured = [`${values.quick ? 'A quick run' : 'The whole run'} of ${day}`, ...machine].map(
    (line) => `- ${line}`,
  );
  writeFileSync(page, `${before}<!-- peers -->\n${measured.join('\n')}\n\n${table}\n<!-- /peers -->${after}`);
}
