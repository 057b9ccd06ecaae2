"""Pre-activations of real small models in every format that `act-cli audit` reads: the files of layers/.

    pip install numpy ml_dtypes safetensors torch jax flax pandas pyarrow
    python3 layers.py                     # some seconds; needs `npm run build`

`mlp` is the second hidden layer of a ReLU network that PyTorch trained with too large a learning rate, so that units
died: 24 samples of 16 units. `block` are the inputs of the GELU in a transformer block of Flax: 2 texts of 8 tokens with
16 units each. expected.json holds, by layer, what NumPy counts in the intervals of `act-cli regions --threshold`.
"""

import gzip
import json
import pathlib

import audit_witness
import flax.linen as nn
import jax
import jax.numpy as jnp
import ml_dtypes
import numpy as np
import pandas
import pyarrow
import pyarrow.parquet
import safetensors.numpy
import torch

folder = pathlib.Path(__file__).parent / 'layers'
folder.mkdir(exist_ok=True)


def mlp():
    """Two rings told apart; the layer before the second ReLU."""
    torch.manual_seed(1)
    angle = 2 * torch.pi * torch.rand(256)
    ring = torch.arange(256) % 2
    x = torch.stack([angle.cos(), angle.sin()], 1) * (1 + ring[:, None]) + 0.1 * torch.randn(256, 2)
    model = torch.nn.Sequential(
        torch.nn.Linear(2, 16), torch.nn.ReLU(), torch.nn.Linear(16, 16), torch.nn.ReLU(), torch.nn.Linear(16, 1)
    )
    optimizer = torch.optim.SGD(model.parameters(), lr=2.0)
    for _ in range(300):
        optimizer.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(model(x)[:, 0], ring.float())
        loss.backward()
        optimizer.step()
    seen = []
    model[3].register_forward_pre_hook(lambda module, inputs: seen.append(inputs[0].detach()))
    model(x[:24])
    right = ((model(x)[:, 0] > 0) == ring.bool()).float().mean()
    print(f'mlp: {right:.0%} right')
    return seen[0].numpy()


class Block(nn.Module):
    """A transformer block with the normalization first."""

    @nn.compact
    def __call__(self, x):
        normal = nn.LayerNorm()(x)
        x = x + nn.MultiHeadDotProductAttention(num_heads=2)(normal, normal)
        z = nn.Dense(16, name='up')(nn.LayerNorm()(x))
        self.sow('intermediates', 'z', z)
        return x + nn.Dense(12)(nn.gelu(z, approximate=False))


def block():
    """Trained to copy the token before."""
    embedding = jax.random.normal(jax.random.key(0), (10, 12))
    tokens = jax.random.randint(jax.random.key(1), (64, 8), 0, 10)
    inputs = embedding[tokens] + 0.1 * jnp.arange(8)[None, :, None]
    wanted = jnp.roll(inputs, 1, axis=1)
    model = Block()
    parameters = model.init(jax.random.key(2), inputs)['params']
    loss = lambda p: ((model.apply({'params': p}, inputs) - wanted) ** 2).mean()
    step = jax.jit(lambda p: jax.tree.map(lambda a, slope: a - 0.1 * slope, p, jax.grad(loss)(p)))
    before = loss(parameters)
    for _ in range(200):
        parameters = step(parameters)
    print(f'block: loss {before:.3f}, then {loss(parameters):.3f}')
    _, state = model.apply({'params': parameters}, inputs[:2], mutable=['intermediates'])
    return np.asarray(state['intermediates']['z'][0])


def tables(name, rows):
    """Rows as text and as Parquet: a column for each unit, and one of lists."""
    frame = pandas.DataFrame(rows, columns=[f'u{i}' for i in range(rows.shape[1])])
    # As doubles: of a float32 pandas writes digits enough for a float32 only, and they make another double.
    exact = frame.astype(np.float64)
    compressed(f'{name}.csv', exact.to_csv(index=False))
    compressed(f'{name}.jsonl', ''.join(json.dumps({'z': row}) + '\n' for row in exact.to_numpy().tolist()))
    small = {'use_dictionary': False, 'write_statistics': False, 'store_schema': False, 'compression': 'zstd'}
    wide = pyarrow.Table.from_pandas(frame).replace_schema_metadata()
    lists = pyarrow.table({'z': pyarrow.array(list(rows), pyarrow.list_(pyarrow.float32()))})
    pyarrow.parquet.write_table(wide, folder / f'{name}-wide.parquet', **small)
    pyarrow.parquet.write_table(lists, folder / f'{name}-list.parquet', **small)


def compressed(file, text):
    (folder / f'{file}.gz').write_bytes(gzip.compress(text.encode(), mtime=0))


def columns(units):
    """The figures of all units, one list for each figure."""
    return {name: [unit[name] for unit in units] for name in units[0]}


layers = {'mlp': ('relu', '0.01', mlp()), 'block': ('gelu', '0.1', block())}
arrays = {name: array for name, (_, _, array) in layers.items()}
expected = {}
for name, (activation, threshold, array) in layers.items():
    halves = {'float32': array, 'float16': array.astype(np.float16), 'bfloat16': array.astype(ml_dtypes.bfloat16)}
    for stored, values in halves.items():
        np.save(folder / f'{name}-{stored}.npy', values)
    tables(name, array.reshape(-1, array.shape[-1]))
    intervals = audit_witness.regions(activation, ['--threshold', threshold])
    by_type = {stored: columns(audit_witness.figures(values, intervals)) for stored, values in halves.items()}
    expected[name] = {'activation': activation, 'threshold': threshold, **by_type}
np.savez_compressed(folder / 'layers.npz', **arrays)
safetensors.numpy.save_file(arrays, folder / 'layers.safetensors')
torch.save({name: torch.tensor(array) for name, array in arrays.items()}, folder / 'layers.pt')
(folder / 'expected.json').write_text(json.dumps(expected).replace('], "', '],\n"') + '\n')
