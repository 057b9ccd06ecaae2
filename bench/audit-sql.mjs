// How the query of `audit --sql duckdb` scales: processor and wall seconds, and memory, for 10^6, 10^7, ... numbers in
// Parquet, as 64 columns and as lists of 64. Needs `npm run build`; with an argument, that power of ten is the last.
import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {DuckDBInstance} from '@duckdb/node-api';

const most = Number(process.argv[2] ?? 7);
const folder = mkdtempSync(join(tmpdir(), 'act-cli-bench-'));
const units = 64;
const names = Array.from({length: units}, (_, i) => `c${i}`);
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const textOf = (...words) =>
  execFileSync('node', ['bin/act-cli.js', 'audit', 'gelu', '--sql', 'duckdb', ...words], {encoding: 'utf8'});

console.log(['numbers', 'table', 'MB', 'processor s', 'wall s', 'rows'].join('\t'));
for (let power = 6; power <= most; power++) {
  const rows = Math.round(10 ** power / units);
  const wide = join(folder, `wide${power}.parquet`);
  const lists = join(folder, `lists${power}.parquet`);
  const random = names.map((name) => `((random() - 0.5) * 20)::FLOAT AS ${name}`).join(', ');
  await connection.run(`COPY (SELECT ${random} FROM range(${rows})) TO '${wide}' (FORMAT parquet)`);
  await connection.run(`COPY (SELECT [${names.join(', ')}] AS h FROM '${wide}') TO '${lists}' (FORMAT parquet)`);
  for (const [kind, file, words] of [
    ['wide', wide, ['--columns', names.join(',')]],
    ['lists', lists, ['--list', 'h']],
  ]) {
    const text = textOf('--table', `"${file}"`, ...words);
    const [start, used] = [performance.now(), process.cpuUsage()];
    const found = (await connection.runAndReadAll(text)).getRows().length;
    const {user, system} = process.cpuUsage(used);
    const seconds = [(user + system) / 1e6, (performance.now() - start) / 1e3].map((each) => each.toFixed(2));
    console.log([`10^${power}`, kind, Math.round(statSync(file).size / 1e6), ...seconds, found].join('\t'));
  }
  for (const file of [wide, lists]) if (existsSync(file)) rmSync(file);
}
rmSync(folder, {recursive: true});
