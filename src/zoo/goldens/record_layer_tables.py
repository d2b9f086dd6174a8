"""Records the layer tables of keras.applications, as digests, in layer-tables.json.

    KERAS_BACKEND=numpy python record_layer_tables.py > layer-tables.json     (Keras 3.15.1, no download)

One entry for each network of the zoo: with its top at the default size, and without it at 160 x 192 pixels. A digest is the
SHA-256 of the table's rows, one JSON list a line: name, class, output shape without batch, parameters, names of the layers
it reads, settings. Settings that are not whole numbers are multiplied by 1e9 and rounded, so that every language prints them alike.
"""

import hashlib
import json
import sys

import keras
from keras import applications

SETTINGS = {
    "Conv2D": ["filters", "kernel_size", "strides", "padding", "activation", "use_bias"],
    "DepthwiseConv2D": ["kernel_size", "strides", "padding", "activation", "use_bias"],
    "SeparableConv2D": ["filters", "kernel_size", "strides", "padding", "activation", "use_bias"],
    "Dense": ["units", "activation"],
    "BatchNormalization": ["momentum", "epsilon", "center", "scale"],
    "Activation": ["activation"],
    "ReLU": ["max_value"],
    "MaxPooling2D": ["pool_size", "strides", "padding"],
    "AveragePooling2D": ["pool_size", "strides", "padding"],
    "GlobalAveragePooling2D": ["keepdims"],
    "ZeroPadding2D": ["padding"],
    "Cropping2D": ["cropping"],
    "Dropout": ["rate", "noise_shape"],
    "Rescaling": ["scale", "offset"],
    "CustomScaleLayer": ["scale"],
    "Reshape": ["target_shape"],
}


def networks():
    names = "VGG16 VGG19 InceptionV3 InceptionResNetV2 Xception NASNetMobile NASNetLarge DenseNet121 DenseNet169 DenseNet201"
    for name in names.split():
        yield name, name, {}
    for depth in (50, 101, 152):
        for name in (f"ResNet{depth}", f"ResNet{depth}V2"):
            yield name, name, {}
    for index in range(8):
        yield f"EfficientNetB{index}", f"EfficientNetB{index}", {}
    for alpha in (0.25, 0.5, 0.75, 1):
        yield "MobileNet" + variant(alpha), "MobileNet", {"alpha": alpha}
    for alpha in (0.35, 0.5, 0.75, 1, 1.3, 1.4):
        yield "MobileNetV2" + variant(alpha), "MobileNetV2", {"alpha": alpha}
    for size in ("Small", "Large"):
        name = f"MobileNetV3{size}"
        for alpha in (0.75, 1):
            yield name + variant(alpha), name, {"alpha": alpha, "input_shape": (224, 224, 3)}
        yield f"{name}_minimalistic", name, {"minimalistic": True, "input_shape": (224, 224, 3)}


def variant(alpha):
    return "" if alpha == 1 else f"_{alpha}"


def canonical(value):
    if isinstance(value, float):
        return round(value * 1e9)
    if isinstance(value, (list, tuple)):
        return [canonical(each) for each in value]
    return value


def flat(value):
    return [each for part in value for each in part]


def row(layer):
    kind = type(layer).__name__
    if kind == "InputLayer":
        return [layer.name, kind, list(layer.batch_shape[1:]), 0, [], []]
    config = layer.get_config()
    settings = [config[key] for key in SETTINGS.get(kind, [])]
    if kind in ("ZeroPadding2D", "Cropping2D"):
        settings = [flat(settings[0])]
    if kind == "ReLU" and settings[0] is not None or kind in ("Rescaling", "CustomScaleLayer"):
        settings = [float(each) for each in settings]
    if kind == "Dropout":
        settings[0] = float(settings[0])
    inputs = [tensor._keras_history.operation.name for tensor in layer._inbound_nodes[0].input_tensors]
    return [layer.name, kind, list(layer.output.shape[1:]), layer.count_params(), inputs, canonical(settings)]


def summary(model):
    rows = [json.dumps(row(layer), separators=(",", ":")) for layer in model.layers]
    digest = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return {"layers": len(rows), "parameters": model.count_params(), "digest": digest}


def main():
    tables = {}
    for name, class_name, arguments in networks():
        build = getattr(applications, class_name)
        keras.backend.clear_session()
        top = summary(build(weights=None, **arguments))
        keras.backend.clear_session()
        no_top = summary(build(weights=None, include_top=False, **{**arguments, "input_shape": (160, 192, 3)}))
        tables[name] = {"top": top, "noTop": no_top}
        print(name, file=sys.stderr)
    print("{\n" + ",\n".join(f' {json.dumps(name)}: {json.dumps(table)}' for name, table in tables.items()) + "\n}")


main()
