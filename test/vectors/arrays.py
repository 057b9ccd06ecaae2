"""Small arrays as NumPy, ml_dtypes, JAX, safetensors and PyTorch write them: the files of arrays/, and what is in them.

    pip install numpy ml_dtypes jax safetensors torch
    python3 arrays.py

arrays/expected.json holds, by file and key, what these libraries say of each array: its shape, and its numbers in C's
order as Python prints them. The files of `refused` have no entry.
"""

import collections
import json
import os
import pathlib
import pickle
import unittest.mock
import warnings
import zipfile

import jax.numpy as jnp
import ml_dtypes
import numpy as np
import safetensors.torch
import torch

folder = pathlib.Path(__file__).parent / 'arrays'
expected = {}

numbers = [-1.5, 0.0, -0.0, 0.1, 3.0, -448.0, float('nan'), float('inf'), -float('inf'), 2.0**-9, -(2.0**-7), 96.0]
floats = np.array(numbers + [i / 8 - 0.5 for i in range(12)]).reshape(2, 3, 4)
counts = np.array([0, 1, 2, 100, 127, 5] * 4).reshape(2, 3, 4)


def integers(code):
    """Zero, the ends of the type, and others."""
    info = np.iinfo(code)
    values = counts.astype(code)
    values[0, 0, :2] = [info.min, info.max]
    return values


def tell(file, key, array, stored=None):
    values = np.asarray(array)
    if values.dtype.kind == 'V' or values.dtype.name.startswith(('float8', 'bfloat16')):
        values = values.astype(np.float64)
    plain = [repr(float(x)) for x in values.reshape(-1, order='C')]
    expected.setdefault(file, {})[key] = {
        'stored': stored or np.asarray(array).dtype.name,
        'shape': list(values.shape),
        'values': plain,
    }


def save(file, array, stored=None):
    np.save(folder / file, array)
    tell(file, '', array, stored)


def numpys():
    members = {}
    for code in ['f2', 'f4', 'f8', 'i1', 'i2', 'i4', 'i8', 'u1', 'u2', 'u4', 'u8', '?']:
        for order in '<>':
            with np.errstate(over='ignore'):
                array = floats.astype(code) if code[0] == 'f' else counts % 2 == 0 if code == '?' else integers(code)
            swapped = array.astype(array.dtype.newbyteorder(order))
            members[f'{code.replace("?", "b1")}_{"little" if order == "<" else "big"}'] = swapped
    members['fortran'] = np.asfortranarray(floats.astype('f4'))
    np.savez_compressed(folder / 'types.npz', **members)
    for key, array in members.items():
        tell('types.npz', key, array)
    np.savez(folder / 'stored.npz', layer1=floats.astype('f4'), layer2=floats[0])
    tell('stored.npz', 'layer1', floats.astype('f4'))
    tell('stored.npz', 'layer2', floats[0])
    # To a stream that cannot seek, zipfile writes sizes behind the data.
    with open(folder / 'streamed.npz', 'wb') as file:
        np.savez(Unseekable(file), a=floats[1])
    tell('streamed.npz', 'a', floats[1])
    # Sizes and places that do not fit 32 bits stand elsewhere; here all do so.
    with unittest.mock.patch.multiple(zipfile, ZIP64_LIMIT=10, ZIP_FILECOUNT_LIMIT=1):
        np.savez_compressed(folder / 'wide.npz', a=floats[0], b=floats[1])
    tell('wide.npz', 'a', floats[0])
    tell('wide.npz', 'b', floats[1])
    with zipfile.ZipFile(folder / 'refused-bzip2.npz', 'w', zipfile.ZIP_BZIP2) as archive:
        archive.writestr('a.npy', b'a' * 200)
    save('fortran.npy', np.asfortranarray(floats.astype('f4')))
    save('scalar.npy', np.array(0.1))
    save('empty.npy', np.zeros((0, 5), 'f4'))
    save('column.npy', floats.reshape(-1))
    save('bfloat16.npy', floats.astype(ml_dtypes.bfloat16), 'bfloat16')
    big = floats.astype(ml_dtypes.bfloat16)
    save('bfloat16-big.npy', big.astype(big.dtype.newbyteorder('>')), 'bfloat16')
    save('float8_e5m2.npy', floats.astype(ml_dtypes.float8_e5m2), 'float8_e5m2')
    save('float8_e4m3fn.npy', floats.astype(ml_dtypes.float8_e4m3fn), 'float8_e4m3fn')
    save('jax.npy', jnp.asarray(floats, jnp.bfloat16), 'bfloat16')
    np.save(folder / 'refused-void.npy', np.zeros(3, 'V2'))
    np.savez(folder / 'refused-texts.npz', numbers=floats, names=np.array(['a', 'b']))


class Unseekable:
    def __init__(self, file):
        self.file = file

    def write(self, data):
        return self.file.write(data)

    def read(self, *_):
        raise OSError

    def flush(self):
        pass


kinds = {
    'float64': torch.float64,
    'float32': torch.float32,
    'float16': torch.float16,
    'bfloat16': torch.bfloat16,
    'float8_e4m3fn': torch.float8_e4m3fn,
    'float8_e5m2': torch.float8_e5m2,
    'int64': torch.int64,
    'int32': torch.int32,
    'int16': torch.int16,
    'int8': torch.int8,
    'uint8': torch.uint8,
    'uint16': torch.uint16,
    'uint32': torch.uint32,
    'uint64': torch.uint64,
    'bool': torch.bool,
}


def tensor(name):
    if name.startswith(('float', 'bfloat')):
        return torch.tensor(floats).to(kinds[name])
    return torch.tensor(counts % 2 == 0) if name == 'bool' else torch.tensor(integers(name))


def tell_tensor(file, key, value):
    stored = str(value.dtype).removeprefix('torch.')
    exact = value.detach().to(torch.float64) if stored.startswith(('float', 'bfloat')) else value.detach()
    tell(file, key, exact.numpy(), stored)


def safetensor_files():
    tensors = {name: tensor(name) for name in kinds}
    tensors['empty'] = torch.zeros(0, 4)
    tensors['scalar'] = torch.tensor(0.1)
    safetensors.torch.save_file(tensors, folder / 'types.safetensors', metadata={'format': 'pt'})
    for key, value in tensors.items():
        tell_tensor('types.safetensors', key, value)
    shards = {'model-00001-of-00002.safetensors': ['a', 'b'], 'model-00002-of-00002.safetensors': ['c']}
    for i, (file, keys) in enumerate(shards.items()):
        values = {key: torch.tensor(floats[i] + 0.5) for key in keys}
        safetensors.torch.save_file(values, folder / file)
        for key in keys:
            tell_tensor('model.safetensors.index.json', key, values[key])
    index = {
        'metadata': {'total_size': 288},
        'weight_map': {key: file for file, keys in shards.items() for key in keys},
    }
    (folder / 'model.safetensors.index.json').write_text(json.dumps(index, indent=2) + '\n')


def torch_files():
    tensors = {name: tensor(name) for name in kinds}
    torch.save(tensors, folder / 'types.pt')
    for key, value in tensors.items():
        tell_tensor('types.pt', key, value)
    base = tensor('float32')
    images = torch.arange(2 * 3 * 4 * 5, dtype=torch.float32).reshape(2, 3, 4, 5)
    views = {
        'transposed': base.transpose(0, 1),
        'reversed': base.permute(2, 1, 0),
        'slice': base[:, :, 1:3],
        'steps': base[1, ::2, ::3],
        'one': base[1, 2, 3],
        'channels_last': images.to(memory_format=torch.channels_last),
        'empty': torch.zeros(0, 3),
        'shared': base,
    }
    torch.save(views, folder / 'views.pt')
    for key, value in views.items():
        tell_tensor('views.pt', key, value)
    torch.manual_seed(0)
    layers = torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.ReLU(), torch.nn.Linear(3, 2))
    nested = {
        'epoch': 3,
        'loss': 0.25,
        'done': True,
        'note': 'a text, \u00e4',
        'big': 2**70,
        'nothing': None,
        'size': torch.Size([2, 3]),
        'device': torch.device('cpu'),
        'dtype': torch.float32,
        'model': layers.state_dict(),
        'weights': [layers[0].weight, (layers[2].bias,)],
        7: collections.OrderedDict(z=base),
    }
    torch.save(nested, folder / 'nested.pt')
    for key, value in layers.state_dict().items():
        tell_tensor('nested.pt', f'model.{key}', value)
    tell_tensor('nested.pt', 'weights.0', layers[0].weight)
    tell_tensor('nested.pt', 'weights.1.0', layers[2].bias)
    tell_tensor('nested.pt', '7.z', base)
    torch.save(base, folder / 'alone.pt')
    tell_tensor('alone.pt', '', base)
    torch.save({'a': base}, folder / 'protocol4.pt', pickle_protocol=4)
    tell_tensor('protocol4.pt', 'a', base)
    torch.save(base[:1].expand(5, 3, 4), folder / 'refused-expanded.pt')
    torch.save(torch.tensor([1 + 2j, 3 - 4j]).conj().imag, folder / 'refused-negated.pt')
    torch.save(torch.zeros(2, 2).to_sparse(), folder / 'refused-sparse.pt')
    torch.save(torch.zeros(2, dtype=torch.complex64), folder / 'refused-complex.pt')
    torch.save({'a': np.zeros(2)}, folder / 'refused-numpy.pt')
    torch.save(layers, folder / 'refused-module.pt')
    torch.save({'a': base}, folder / 'refused-legacy.pt', _use_new_zipfile_serialization=False)
    with zipfile.ZipFile(folder / 'refused-system.pt', 'w') as archive:
        archive.writestr('archive/data.pkl', pickle.dumps(Evil(), protocol=2))


class Evil:
    def __reduce__(self):
        return os.system, ('touch executed',)


warnings.filterwarnings('ignore')
folder.mkdir(exist_ok=True)
numpys()
safetensor_files()
torch_files()
(folder / 'expected.json').write_text(json.dumps(expected, indent=0).replace('",\n"', '", "') + '\n')
