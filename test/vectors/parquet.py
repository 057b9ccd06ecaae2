"""Writes small Parquet files with pyarrow and DuckDB, and the numbers in them as pyarrow reads them back.

Needs numpy, pandas, pyarrow and duckdb. The files and numbers.json in test/vectors/parquet/ are its output.
"""

import decimal
import json
import math
import os

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'parquet')
random = np.random.default_rng(13)
rows = 60
numbers = {}


def text(value):
    """A number so that JavaScript reads the same double."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return 'NaN'
    if isinstance(value, float) and math.isinf(value):
        return 'Infinity' if value > 0 else '-Infinity'
    return repr(float(value))


def expect(name, units, names=None):
    numbers[name] = {'units': [[text(value) for value in unit] for unit in units], **({'names': names} if names else {})}


def wide(name, table, columns=None, **options):
    pq.write_table(table, os.path.join(folder, name), **options)
    read = pq.read_table(os.path.join(folder, name))
    columns = columns or read.column_names
    expect(name, [read[column].to_pylist() for column in columns], columns)


def lists(name, table, column='h', **options):
    pq.write_table(table, os.path.join(folder, name), **options)
    values = pq.read_table(os.path.join(folder, name))[column].to_pylist()
    flat = [sample for value in values for sample in (value if value and isinstance(value[0], list) else [value])]
    units = max(len(sample) for sample in flat if sample is not None)
    expect(name, [[None if sample is None else sample[unit] for sample in flat] for unit in range(units)])


x = random.standard_normal((rows, 3))
x[3, 1], x[4, 2], x[5, 0] = math.nan, math.inf, -math.inf
floats = pa.table({f'u{i}': pa.array(x[:, i].astype(np.float32)) for i in range(3)})
doubles = pa.table({f'u{i}': pa.array(x[:, i]) for i in range(3)})
few = pa.table({f'u{i}': pa.array(np.round(x[:, i] * 2).astype(np.float32)) for i in range(3)})
holes = pa.table({f'u{i}': pa.array([None if j % (i + 3) == 0 else float(v) for j, v in enumerate(x[:, i])]) for i in range(3)})
empty = pa.table({'u0': pa.array([None] * rows, pa.float32()), 'u1': pa.array(np.arange(rows) / 7)})

wide('plain.parquet', floats, compression='none', use_dictionary=False)
for codec in ['snappy', 'gzip', 'zstd', 'brotli', 'lz4']:
    wide(f'{codec}.parquet', few, compression=codec, row_group_size=25)
wide('gzip-plain.parquet', floats, compression='gzip', use_dictionary=False)
wide('pages-of-one.parquet', floats.slice(0, 7), compression='none', use_dictionary=False, data_page_size=1, write_batch_size=1)
wide('doubles.parquet', doubles, compression='snappy', use_dictionary=False, write_page_checksum=True)
wide('second-version.parquet', holes, compression='zstd', data_page_version='2.0', row_group_size=31)
wide('holes.parquet', holes, compression='snappy', data_page_size=64, write_batch_size=8)
wide('all-missing.parquet', empty)
wide('split.parquet', floats, use_dictionary=False, column_encoding='BYTE_STREAM_SPLIT', compression='zstd')
wide('halves.parquet', pa.table({'u0': pa.array(x[:, 0].astype(np.float16)), 'u1': pa.array(np.array([5e-8, 6e-5, 65504.0, -0.0] * 15, np.float16))}))
wide('required.parquet', pa.table([pa.array(x[:, 0])], schema=pa.schema([pa.field('u0', pa.float64(), nullable=False)])))

whole = {
    'i8': pa.array(random.integers(-128, 128, rows), pa.int8()),
    'u8': pa.array(random.integers(0, 256, rows), pa.uint8()),
    'i32': pa.array(random.integers(-(2**31), 2**31, rows), pa.int32()),
    'u32': pa.array(random.integers(0, 2**32, rows), pa.uint32()),
    'i64': pa.array(random.integers(-(2**63), 2**63 - 1, rows), pa.int64()),
    'u64': pa.array([2**64 - 1 - 3**i if i < 40 else i for i in range(rows)], pa.uint64()),
    'steps': pa.array([i * 1000 - (i % 7 == 0) * 5 for i in range(rows)], pa.int64()),
}
wide('integers.parquet', pa.table(whole), use_dictionary=False)
wide('deltas.parquet', pa.table(whole), use_dictionary=False, column_encoding='DELTA_BINARY_PACKED', data_page_version='2.0')
long = pa.table({'n': pa.array([(i * i) % 1009 - 500 for i in range(700)], pa.int32())})
wide('long-deltas.parquet', long, use_dictionary=False, column_encoding='DELTA_BINARY_PACKED')
money = [decimal.Decimal(int(v * 10**6)).scaleb(-6) for v in random.standard_normal(rows)]
exact = {'fixed': pa.array(money, pa.decimal128(30, 6)), 'i32': pa.array(money, pa.decimal128(9, 6)), 'i64': pa.array(money, pa.decimal128(18, 6))}
wide('decimals.parquet', pa.table({'fixed': exact['fixed']}))
wide('short-decimals.parquet', pa.table({k: exact[k] for k in ['i32', 'i64']}), store_decimal_as_integer=True)
nested = pa.array([None if i % 9 == 0 else {'a': float(i), 'b': {'c': i / 3}} for i in range(rows)])
pq.write_table(pa.table({'s': nested}), os.path.join(folder, 'fields.parquet'))
flat = pq.read_table(os.path.join(folder, 'fields.parquet')).flatten().flatten()
expect('fields.parquet', [flat[name].to_pylist() for name in flat.column_names], flat.column_names)

signs = pa.table({f'u{i}': pa.array([None if i == 2 and j % 5 == 0 else bool(v > 0) for j, v in enumerate(np.tile(x[:, i], 3))]) for i in range(3)})
wide('truths.parquet', signs, row_group_size=61, data_page_size=5, write_batch_size=11)
wide('truths-second-version.parquet', signs, data_page_version='2.0', compression='zstd')
pq.write_table(pa.table({'h': pa.array((h0 := x > 0).tolist())}), os.path.join(folder, 'truths-list.parquet'))
expect('truths-list.parquet', [h0[:, unit].tolist() for unit in range(3)])

wide('text.parquet', floats.append_column('id', pa.array([f'row {i}' for i in range(rows)])), columns=['u0', 'u1', 'u2'])
wide('times.parquet', floats.append_column('t', pa.array(np.arange(rows), pa.timestamp('us'))), columns=['u0', 'u1', 'u2'])
frame = pd.DataFrame(x, columns=['u0', 'u1', 'u2'], index=np.arange(rows) * 2)
frame.to_parquet(os.path.join(folder, 'pandas-index.parquet'))
expect('pandas-index.parquet', [frame[c].tolist() for c in frame], list(frame))

h = random.standard_normal((rows, 5)).astype(np.float32)
lists('list.parquet', pa.table({'h': pa.array(h.tolist(), pa.list_(pa.float32()))}), row_group_size=22)
lists('list-dictionary.parquet', pa.table({'h': pa.array(np.round(h).tolist(), pa.list_(pa.float64()))}), compression='gzip')
lists('list-small-pages.parquet', pa.table({'h': pa.array(h.tolist(), pa.list_(pa.float32()))}), data_page_size=40, write_batch_size=3, use_dictionary=False)
lists('list-second-version.parquet', pa.table({'h': pa.array(h.tolist(), pa.large_list(pa.float32()))}), data_page_version='2.0', compression='zstd')
gaps = [None if i % 10 == 4 else [None if (i + j) % 6 == 0 else float(v) for j, v in enumerate(row)] for i, row in enumerate(h)]
gaps[0] = None
lists('list-holes.parquet', pa.table({'h': pa.array(gaps, pa.list_(pa.float64()))}), row_group_size=21)
lists('list-fixed.parquet', pa.table({'h': pa.FixedSizeListArray.from_arrays(pa.array(h.ravel()), 5)}))
lists('list-of-lists.parquet', pa.table({'h': pa.array(h.reshape(rows // 3, 3, 5).tolist(), pa.list_(pa.list_(pa.float32())))}), row_group_size=7)
lists('list-beside-text.parquet', pa.table({'id': [str(i) for i in range(rows)], 'h': pa.array(h.tolist(), pa.list_(pa.float32()))}))
pq.write_table(pa.table({'h': pa.array([[1.0, 2.0]] * 7 + [[1.0]] + [[1.0, 2.0]] * 4)}), os.path.join(folder, 'ragged-short.parquet'))
pq.write_table(pa.table({'h': pa.array([[1.0, 2.0]] * 7 + [[1.0, 2.0, 3.0]])}), os.path.join(folder, 'ragged-long.parquet'))
pq.write_table(pa.table({'h': pa.array([[1.0, 2.0]] * 7 + [[]])}), os.path.join(folder, 'ragged-empty.parquet'))
pq.write_table(pa.table({'a': pa.array(h.tolist()), 'b': pa.array(h[:, :2].tolist())}), os.path.join(folder, 'two-lists.parquet'))
pq.write_table(floats.slice(0, 0), os.path.join(folder, 'no-rows.parquet'))

duck = duckdb.connect()
duck.register('source', holes)
duck.execute(f"copy source to '{folder}/duckdb.parquet' (format parquet, row_group_size 2048)")
duck.execute(f"copy (select [i * 0.5::float, i / 3, null] as h from range({rows}) t(i)) to '{folder}/duckdb-list.parquet' (format parquet, codec zstd)")
expect('duckdb.parquet', [holes[c].to_pylist() for c in holes.column_names], holes.column_names)
read = pq.read_table(f'{folder}/duckdb-list.parquet')['h'].to_pylist()
expect('duckdb-list.parquet', [[row[unit] for row in read] for unit in range(3)])

with open(os.path.join(folder, 'numbers.json'), 'w') as file:
    json.dump(numbers, file, indent=0)
    file.write('\n')
