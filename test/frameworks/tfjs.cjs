// One function of TensorFlow.js at some points: reads {name, settings, xs} as JSON, writes {values, gradients}.
const fs = require('node:fs');
const tf = require('@tensorflow/tfjs-core');
require('@tensorflow/tfjs-backend-cpu');
const layers = require('@tensorflow/tfjs-layers');

const {name, settings = {}, xs = []} = JSON.parse(fs.readFileSync(0, 'utf8'));

/** The layer over a column, as a function of a vector. */
function asFunction(layer) {
  return (x) => tf.reshape(layer.apply(tf.reshape(x, [-1, 1])), [-1]);
}

function find() {
  const [, path] = /^([\w.]+)/.exec(name);
  if (name === 'tf.maximum(x, 0)') return (x) => tf.maximum(x, 0);
  if (path === 'tf.clipByValue') return (x) => tf.clipByValue(x, -1, 1);
  if (path === 'tf.prelu') return (x) => tf.prelu(x, tf.scalar(settings.alpha ?? 0));
  // Operations ignore what they do not take.
  if (path !== 'tf.leakyRelu' && !path.startsWith('layers.') && Object.keys(settings).length > 0) {
    throw new Error(`${path} takes no ${Object.keys(settings)}`);
  }
  if (path.startsWith('tf.')) return (x) => tf[path.slice(3)](x, ...Object.values(settings));
  if (path === 'layers.leakyReLU') return asFunction(layers.layers.leakyReLU(settings));
  if (path === 'layers.prelu') return asFunction(layers.layers.prelu(settings));
  if (path === 'layers.thresholdedReLU') return asFunction(layers.layers.thresholdedReLU(settings));
  return asFunction(layers.layers.activation({activation: path}));
}

tf.setBackend('cpu').then(() => {
  if (name === 'versions') {
    process.stdout.write(JSON.stringify({'tfjs-core': tf.version_core, 'tfjs-layers': layers.version_layers}));
    return;
  }
  const f = find();
  const x = tf.tensor1d(xs);
  const values = Array.from(f(x).dataSync());
  process.stdout.write(JSON.stringify({values, gradients: gradientsOf(f, x)}));
});

/** None where an operation has no gradient. */
function gradientsOf(f, x) {
  const gradient = tf.grad((t) => tf.sum(f(t)));
  try {
    return Array.from(gradient(x).dataSync());
  } catch {
    return null;
  }
}
