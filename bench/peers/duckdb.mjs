// Runs one statement of SQL by DuckDB in Node; rows of an answer are printed. Usage: node bench/peers/duckdb.mjs <sql>
import {DuckDBInstance} from '@duckdb/node-api';

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const reader = await connection.runAndReadAll(process.argv[2]);
if (!process.argv[2].startsWith('COPY')) for (const row of reader.getRows()) console.log(row.join(' '));
