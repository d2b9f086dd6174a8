/** `verify.py`: checks a certificate with Keras, or with ONNX Runtime. */

export const verifyPython = `"""Checks that this model answers as it did in Stride.

    python verify.py

Exits with 0 where it does, with 1 where it does not, with 2 where it cannot be checked here.
Needs numpy, and keras with a backend, or onnxruntime for .onnx, or safetensors besides keras for .safetensors.
"""

import hashlib
import json
import pathlib
import sys

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
CERTIFICATE = json.loads((HERE / "parity.json").read_text(encoding="utf8"))


def uniform(seed, count):
    """Numbers in [0, 1) that follow from the seed: a hash of each place, in 32 bits."""
    x = np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B9) + np.array([seed], dtype=np.uint32)
    x ^= x >> np.uint32(16)
    x *= np.uint32(0x7FEB352D)
    x ^= x >> np.uint32(15)
    x *= np.uint32(0x846CA68B)
    x ^= x >> np.uint32(16)
    return x.astype(np.float64) / 2.0**32


def inputs():
    arrays = []
    for port in CERTIFICATE["inputs"]:
        shape = [CERTIFICATE["samples"], *port["shape"]]
        values = port["low"] + uniform(port["seed"], int(np.prod(shape))) * (port["high"] - port["low"])
        arrays.append(values.astype(np.float32).reshape(shape))
    return arrays


def keras_answers(model, arrays):
    answer = model.predict(arrays if len(arrays) > 1 else arrays[0], verbose=0)
    return answer if isinstance(answer, list) else [answer]


def own_layers():
    """A layer of Keras's that stands in no public module, so that old files cannot name it."""
    try:
        from keras.src.applications.inception_resnet_v2 import CustomScaleLayer
    except ImportError:
        return {}
    return {"CustomScaleLayer": CustomScaleLayer}


def answers(arrays):
    path = HERE / CERTIFICATE["model"]
    form = CERTIFICATE["format"]
    if form == "onnx":
        import onnxruntime

        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        names = [port["name"] for port in CERTIFICATE["inputs"]]
        return session.run([port["name"] for port in CERTIFICATE["outputs"]], dict(zip(names, arrays)))
    if form == "tfjs":
        print("The files are whole. TensorFlow.js models are run by verify.mjs: node verify.mjs")
        sys.exit(0)
    import keras

    if form in ("keras", "h5"):
        return keras_answers(keras.models.load_model(path, custom_objects=own_layers(), compile=False), arrays)
    sys.path.insert(0, str(HERE))
    from model import build_model

    model = build_model()
    if form == "weights-h5":
        model.load_weights(path)
    else:
        from safetensors.numpy import load_file

        tensors = load_file(path)
        for layer in model.layers:
            for weight in layer.weights:
                weight.assign(tensors[f"{layer.name}/{weight.name}"])
    return keras_answers(model, arrays)


def main():
    for name, expected in CERTIFICATE["sha256"].items():
        if hashlib.sha256((HERE / name).read_bytes()).hexdigest() != expected:
            print(f"{name} is not the file that was certified: its SHA-256 differs.")
            sys.exit(1)
    try:
        received = answers(inputs())
    except ImportError as error:
        print(f"Cannot check here: {error}. Install what is missing with pip.")
        sys.exit(2)
    agrees = len(received) == len(CERTIFICATE["outputs"])
    for port, answer in zip(CERTIFICATE["outputs"], received):
        expected = np.array(port["values"], dtype=np.float64)
        values = np.asarray(answer, dtype=np.float64).reshape(-1)
        if values.size != port["count"]:
            print(f"{port['name']}: {port['count']} numbers were expected. Received: {values.size}.")
            agrees = False
            continue
        difference = np.abs(values[:: port["step"]] - expected).max() / max(1.0, np.abs(expected).max())
        is_close = bool(difference <= CERTIFICATE["tolerance"])
        print(f"{port['name']}: largest difference {difference:.2e}, allowed {CERTIFICATE['tolerance']:.0e}")
        agrees = agrees and is_close
    print("The model answers as it did in Stride." if agrees else "The model DISAGREES with Stride.")
    sys.exit(0 if agrees else 1)


if __name__ == "__main__":
    main()
`;
