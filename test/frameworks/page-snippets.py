"""Runs the Python of docs/audit.md as it stands, and audits every file that it writes.

    pip install numpy torch safetensors jax flax keras pandas pyarrow ml_dtypes
    KERAS_BACKEND=torch python3 page-snippets.py       # or jax, tensorflow; needs `npm run build`

The first line of each block names its framework; what the block takes for granted is made here.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy as np

home = pathlib.Path(__file__).parents[2]
program = home / 'bin' / 'act-cli.js'
random = np.random.default_rng(1)


def for_numpy():
    return {'np': np, 'z': random.standard_normal((100, 64)).astype(np.float32)}


def for_pytorch():
    import torch

    class Model(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.fc1, self.act1 = torch.nn.Linear(8, 32), torch.nn.GELU()
            self.fc3, self.act3 = torch.nn.Linear(32, 64), torch.nn.ReLU()

        def forward(self, x):
            return self.act3(self.fc3(self.act1(self.fc1(x))))

    model = Model().to(torch.bfloat16)
    return {'np': np, 'torch': torch, 'model': model, 'batches': torch.randn(4, 25, 8).to(torch.bfloat16)}


def for_jax():
    import jax

    shapes = {'w1': (8, 64), 'b1': (64,), 'w2': (64, 1), 'b2': (1,)}
    parameters = {name: jax.random.normal(jax.random.key(i), shape) for i, (name, shape) in enumerate(shapes.items())}
    return {'np': np, 'jax': jax, 'parameters': parameters, 'x': jax.random.normal(jax.random.key(9), (100, 8))}


def for_flax():
    import flax.linen as nn
    import jax

    x = jax.random.normal(jax.random.key(9), (100, 8))
    kernels = {'Dense_0': (8, 64), 'Dense_1': (64, 1)}
    parameters = {
        name: {'kernel': jax.random.normal(jax.random.key(1), shape), 'bias': jax.numpy.zeros(shape[1])}
        for name, shape in kernels.items()
    }
    return {'np': np, 'nn': nn, 'x': x, 'variables': {'params': parameters}}


def for_keras():
    import keras

    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((8,)),
            layers.Dense(64, name='fc3'),
            layers.Activation('relu', name='act3'),
            layers.Dense(64, activation='relu', name='dense3'),
        ]
    )
    return {'np': np, 'keras': keras, 'model': model, 'x': random.standard_normal((100, 8)).astype(np.float32)}


def for_tables():
    import pandas
    import pyarrow
    import pyarrow.parquet

    return {'pd': pandas, 'pa': pyarrow, 'pq': pyarrow.parquet, **for_numpy()}


frameworks = {
    'NumPy': for_numpy,
    'PyTorch': for_pytorch,
    'JAX': for_jax,
    'Flax': for_flax,
    'Keras': for_keras,
    'pandas and pyarrow': for_tables,
}


def audit(file):
    done = subprocess.run(
        ['node', program, 'audit', 'relu', file, '--each', '--format', 'csv'], capture_output=True, text=True
    )
    units = [line.split(',')[:3] for line in done.stdout.splitlines()[1:]]
    print(f'  {file}: exit code {done.returncode}, {units} {done.stderr.strip()}')
    return done.returncode == 0


def main():
    page = (home / 'docs' / 'audit.md').read_text()
    failed = 0
    for code in re.findall(r'^```python\n(.*?)^```$', page, re.M | re.S):
        name = re.match(r'# ([^:\n]+)', code)[1]
        print(name)
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            exec(compile(code, name, 'exec'), frameworks[name]())
            files = sorted(os.listdir('.'))
            failed += not files or not all([audit(file) for file in files])
            os.chdir(home)
    sys.exit(bool(failed))


if __name__ == '__main__':
    main()
