"""Runs the SQL that `act-cli audit --sql` prints in the engines themselves, and compares it with act-cli's own audit.

    pip install numpy pyspark "psycopg[binary]" trino duckdb sqlglot
    npm run build
    python3 test/sql/witness.py translated=bigquery translated=trino
    python3 test/sql/witness.py sqlite spark=local[2] postgres='host=/tmp dbname=postgres' trino=localhost:8080

`only=gelu,elu` before them takes these activations alone. Each engine gets the same layers, as FLOAT and as DOUBLE: the
doubles on both sides of each edge of each region, NaN, both infinities, NULL, ordinary numbers. Wide, long and list
tables are audited; every count must be equal, mean and standard deviation within 1e-12. The failing units and the
predicates are compared too. Spark needs Java, and Trino a catalog `memory` of its memory connector. `translated` is for
engines that are not at hand. Prints a line for each engine; exit code 1 if anything differs.
"""

import functools
import json
import math
import os
import subprocess
import sys
import tempfile

import numpy as np

ACTIVATIONS = ['relu', 'sigmoid', 'gelu', 'silu', 'hardtanh', 'elu', '=x*exp(-x^2)']
DTYPES = [None, 'float32', 'bfloat16']
NAMES = ['a', "it's", 'b"q', 'back\\slash', '`t`']
KINDS = ['dead', 'underflow', 'saturated', 'weak', 'zero']
MODERATE = 1e150


@functools.cache
def act_cli(*words):
    done = subprocess.run(['node', 'bin/act-cli.js', *words], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)
    return done.stdout


def edges(activation, dtype):
    words = ['regions', activation, '--format', 'json', *(['--dtype', dtype] if dtype else [])]
    ends = [row[end] for row in json.loads(act_cli(*words)) for end in ('from', 'to')]
    return [float(end) for end in ends if end is not None and math.isfinite(float(end))]


@functools.cache
def layer(activation, dtype, stored):
    """Rows of five units as an array; missing numbers are NaN, and `absent` says which of them are NULL in SQL."""
    kind = np.float32 if stored == 'FLOAT' else np.float64
    near = [0.0, -0.0]
    for edge in edges(activation, dtype):
        if abs(edge) <= float(np.finfo(kind).max):
            middle = kind(edge)
            near += [middle, np.nextafter(middle, kind(-np.inf)), np.nextafter(middle, kind(np.inf))]
    rng = np.random.default_rng(1)
    ordinary = list(rng.normal(0, 4, 300))
    odd = [np.nan, np.inf, -np.inf, np.finfo(kind).smallest_subnormal, -np.finfo(kind).smallest_subnormal]
    largest = float(np.finfo(kind).max)
    units = [
        ordinary + [x for x in near if abs(x) < 1e30] + odd,
        [-abs(x) - 900 for x in ordinary],
        [np.nan, np.inf],
        near + [largest, -largest, -5.0, -np.inf],
        [30 + abs(x) for x in ordinary],
    ]
    length = max(map(len, units)) + 2
    array = np.full((length, len(units)), np.nan, kind)
    absent = np.ones((length, len(units)), bool)
    for j, unit in enumerate(units):
        array[: len(unit), j] = unit
        absent[: len(unit), j] = False
    return array, absent


@functools.cache
def audited(activation, dtype, stored):
    """act-cli's own audit: a record for each unit."""
    array, _ = layer(activation, dtype, stored)
    with tempfile.NamedTemporaryFile(suffix='.npy') as file:
        np.save(file, array)
        file.flush()
        words = ['audit', activation, file.name, *(['--dtype', dtype] if dtype else []), '--format', 'json']
        return sorted(json.loads(act_cli(*words)), key=lambda unit: unit['unit'])


def cells(array, absent):
    return [[None if gone else float(x) for x, gone in zip(row, missing)] for row, missing in zip(array, absent)]


class Spark:
    lists = True

    def __init__(self, where):
        import pyspark
        from pyspark.sql import SparkSession

        os.environ.setdefault('SPARK_LOCAL_IP', '127.0.0.1')
        builder = SparkSession.builder.master(where or 'local[2]').config('spark.sql.shuffle.partitions', '2')
        self.session = builder.config('spark.ui.enabled', 'false').getOrCreate()
        self.session.sparkContext.setLogLevel('ERROR')
        self.version = f'Spark {pyspark.__version__}, {where or "local[2]"}'

    def load(self, rows, stored):
        from pyspark.sql import types as t

        number = t.FloatType() if stored == 'FLOAT' else t.DoubleType()
        schema = t.StructType([t.StructField(name, number) for name in NAMES])
        wide = self.session.createDataFrame([tuple(row) for row in rows], schema)
        wide.createOrReplaceTempView('wide')
        long = [(name, x) for row in rows for name, x in zip(NAMES, row)]
        schema = t.StructType([t.StructField('u', t.StringType()), t.StructField('x', number)])
        self.session.createDataFrame(long, schema).repartition(4).createOrReplaceTempView('long')
        schema = t.StructType([t.StructField('h', t.ArrayType(number))])
        self.session.createDataFrame([(row,) for row in rows], schema).createOrReplaceTempView('lists')

    def query(self, text):
        return [row.asDict() for row in self.session.sql(text).collect()]


class Postgres:
    lists = True

    def __init__(self, where):
        import psycopg

        self.connection = psycopg.connect(where, autocommit=True)
        self.version = f'PostgreSQL {self.connection.info.parameter_status("server_version")}'

    def load(self, rows, stored):
        number = 'real' if stored == 'FLOAT' else 'double precision'
        columns = ', '.join('"%s" %s' % (name.replace('"', '""'), number) for name in NAMES)
        run = self.connection.cursor()
        run.execute('DROP TABLE IF EXISTS wide; DROP TABLE IF EXISTS long; DROP TABLE IF EXISTS lists')
        run.execute(f'CREATE TABLE wide ({columns})')
        run.execute(f'CREATE TABLE long (u text, x {number})')
        run.execute(f'CREATE TABLE lists (h {number}[])')
        with run.copy('COPY wide FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
        with run.copy('COPY long FROM STDIN') as copy:
            for row in rows:
                for name, x in zip(NAMES, row):
                    copy.write_row((name, x))
        with run.copy('COPY lists FROM STDIN') as copy:
            for row in rows:
                copy.write_row((row,))

    def query(self, text):
        run = self.connection.execute(text)
        names = [column.name for column in run.description]
        return [dict(zip(names, row)) for row in run.fetchall()]


class Trino:
    lists = True

    def __init__(self, where):
        import trino

        host, port = where.split(':')
        connection = trino.dbapi.connect(host=host, port=int(port), user='witness', catalog='memory', schema='default')
        self.connection = connection
        self.version = f'Trino {self.query("SELECT version() AS v")[0]["v"]}'
        nodes = self.query("SELECT count(*) AS n FROM system.runtime.nodes WHERE state = 'active'")
        self.version += f', {nodes[0]["n"]} nodes'

    def load(self, rows, stored):
        number = 'REAL' if stored == 'FLOAT' else 'DOUBLE'
        names = ', '.join('"%s"' % name.replace('"', '""') for name in NAMES)
        for table in ('wide', 'long', 'lists'):
            self.query(f'DROP TABLE IF EXISTS {table}')
        values = lambda row: ', '.join(f'CAST({trino_number(x)} AS {number})' for x in row)
        listed = ', '.join(f'({values(row)})' for row in rows)
        self.query(f'CREATE TABLE wide AS SELECT * FROM (VALUES {listed}) AS t ({names})')
        columns = ['"%s"' % name.replace('"', '""') for name in NAMES]
        parts = ["SELECT '%s' AS u, %s AS x FROM wide" % (n.replace("'", "''"), c) for n, c in zip(NAMES, columns)]
        self.query(f'CREATE TABLE long AS {" UNION ALL ".join(parts)}')
        self.query(f'CREATE TABLE lists AS SELECT ARRAY[{names}] AS h FROM wide')

    def query(self, text):
        run = self.connection.cursor()
        run.execute(text)
        rows = run.fetchall()
        names = [column[0] for column in run.description or []]
        return [dict(zip(names, row)) for row in rows]


def trino_number(x):
    if x is None:
        return 'NULL'
    if math.isnan(x):
        return 'nan()'
    if math.isinf(x):
        return 'infinity()' if x > 0 else '-infinity()'
    return f'{x:.17E}'


class Sqlite:
    lists = False

    def __init__(self, _):
        import sqlite3

        self.connection = sqlite3.connect(':memory:')
        self.version = f'SQLite {sqlite3.sqlite_version}'

    def load(self, rows, _):
        names = ', '.join('"%s"' % name.replace('"', '""') for name in NAMES)
        self.connection.executescript('DROP TABLE IF EXISTS wide; DROP TABLE IF EXISTS long;')
        self.connection.execute(f'CREATE TABLE wide ({names})')
        self.connection.execute('CREATE TABLE long (u, x)')
        self.connection.executemany('INSERT INTO wide VALUES (?, ?, ?, ?, ?)', rows)
        long = [(name, x) for row in rows for name, x in zip(NAMES, row)]
        self.connection.executemany('INSERT INTO long VALUES (?, ?)', long)

    def query(self, text):
        run = self.connection.execute(text)
        names = [column[0] for column in run.description]
        return [dict(zip(names, row)) for row in run.fetchall()]


class Translated:
    """DuckDB, asked what sqlglot makes of the text for another engine: a check of its grammar, and of what it means."""

    lists = True

    def __init__(self, dialect):
        import duckdb
        import sqlglot

        self.dialect = dialect
        self.connection = duckdb.connect()
        self.version = f'{dialect}, translated by sqlglot {sqlglot.__version__} for DuckDB {duckdb.__version__}'

    def load(self, rows, stored):
        names = ', '.join('"%s"' % name.replace('"', '""') for name in NAMES)
        columns = ', '.join(f'{name} {stored}' for name in names.split(', '))
        run = self.connection.execute
        run(f'CREATE OR REPLACE TABLE wide ({columns})')
        self.connection.executemany('INSERT INTO wide VALUES (?, ?, ?, ?, ?)', rows)
        run(f'CREATE OR REPLACE TABLE long (u VARCHAR, x {stored})')
        self.connection.executemany('INSERT INTO long VALUES (?, ?)', [pair for row in rows for pair in zip(NAMES, row)])
        run(f'CREATE OR REPLACE TABLE lists AS SELECT [{names}] AS h FROM wide')

    def query(self, text):
        import sqlglot

        statements = sqlglot.transpile(text, read=self.dialect, write='duckdb', error_level=sqlglot.ErrorLevel.RAISE)
        if len(statements) != 1:
            raise RuntimeError(f'{len(statements)} statements')
        # Of BigQuery's offsets, which count from 0, sqlglot makes DuckDB's ordinal numbers, which count from 1.
        ordinal = 'act_place AS unit_key'
        run = self.connection.execute(statements[0].replace(ordinal, 'act_place - 1 AS unit_key'))
        names = [column[0] for column in run.description]
        return [dict(zip(names, row)) for row in run.fetchall()]


ENGINES = {'spark': Spark, 'postgres': Postgres, 'trino': Trino, 'sqlite': Sqlite, 'translated': Translated}


def close(found, wanted, scale):
    return found is not None and abs(float(found) - float(wanted)) <= 1e-12 * max(abs(float(wanted)), scale)


def differences(rows, own, names):
    """Where the rows of an engine and act-cli's own differ, and how many figures were compared."""
    by_name = {row['unit']: row for row in rows}
    wrong, compared = [], 0
    if len(rows) != len(own):
        wrong.append(f'{len(rows)} rows')
    for name, unit in zip(names, own):
        row = by_name.get(name)
        if row is None:
            wrong.append(f'no unit {name}')
            continue
        for column, found in row.items():
            if column == 'unit':
                continue
            wanted = unit[column]
            compared += 1
            if column in ('mean', 'std') and unit['min'] is not None:
                if max(abs(unit['min']), abs(unit['max'])) > MODERATE:
                    right = found is None
                else:
                    right = close(found, wanted, unit['std'])
            else:
                right = found == wanted or (found is None and wanted is None)
            if not right:
                wrong.append(f'{name}.{column}: {found}, act-cli {wanted}')
    return wrong, compared


def sources(has_lists):
    quoted = ','.join('"%s"' % name.replace('"', '""') for name in NAMES)
    yield ['--table', 'wide', '--columns', quoted], NAMES
    yield ['--table', 'long', '--value', 'x', '--unit', 'u'], NAMES
    if has_lists:
        yield ['--table', 'lists', '--list', 'h'], range(len(NAMES))


def main():
    failed = False
    activations = ACTIVATIONS
    for word in sys.argv[1:]:
        name, _, where = word.partition('=')
        if name == 'only':
            activations = where.split(',')
            continue
        engine = ENGINES[name](where)
        dialect = where if name == 'translated' else name
        wrong, compared, queries = [], 0, 0
        for activation in activations:
            for dtype in DTYPES:
                asked = [*(['--dtype', dtype] if dtype else [])]
                for stored in ('DOUBLE', 'FLOAT') if name != 'sqlite' else ('DOUBLE',):
                    array, absent = layer(activation, dtype, stored)
                    own = audited(activation, dtype, stored)
                    engine.load(cells(array, absent), stored)
                    for source, names in sources(engine.lists):
                        case = f'{activation} {dtype} {stored} {source[1]}'
                        text = act_cli('audit', activation, *asked, '--sql', dialect, *source)
                        found, count = differences(engine.query(text), own, names)
                        limits = ['--max-dead', '10%', '--max-saturated', '10%', '--max-nan', '0', '--sql-failing']
                        text = act_cli('audit', activation, *asked, '--sql', dialect, *source, *limits)
                        failing = {row['unit']: row['failure'] for row in engine.query(text)}
                        for i, unit in enumerate(own):
                            told = [
                                *(['nan'] if unit['nan'] > 0 else []),
                                # null where a unit has no finite number: it passes no limit.
                                *(['dead'] if unit['is_dead'] is not False else []),
                                *(['saturated'] if unit['is_saturated'] else []),
                            ]
                            compared += 1
                            if failing.get(names[i]) != (', '.join(told) or None):
                                found.append(f'{names[i]} fails by {failing.get(names[i])}, act-cli {told}')
                        wrong += [f'{case}: {each}' for each in found]
                        compared += count
                        queries += 2
                    for kind in KINDS:
                        wanted = sum(unit.get(kind, 0) for unit in own)
                        if wanted == 0:
                            continue
                        words = ['audit', activation, *asked, '--sql', dialect, '--value', 'x', '--sql-predicate', kind]
                        found = engine.query(f'SELECT COUNT(*) AS n FROM long WHERE {act_cli(*words)}')[0]['n']
                        compared += 1
                        queries += 1
                        if found != wanted:
                            wrong.append(f'{activation} {dtype} {stored} {kind}: {found}, act-cli {wanted}')
        print(f'{engine.version}: {queries} queries, {compared} figures, {len(wrong)} differ', flush=True)
        for each in wrong[:10]:
            print(f'  {each}')
        failed = failed or len(wrong) > 0
    sys.exit(1 if failed else 0)


main()
