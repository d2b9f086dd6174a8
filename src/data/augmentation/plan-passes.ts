/**
 * Turns layers into as few passes as give the right picture. Layers that move pixels compose into one map where they
 * read beyond the edge in the same way; a crop joins them at either end, a flip anywhere. A change of values ends the
 * moving, and a contrast begins a pass of its own, since it needs the mean of what comes before.
 */
import {
  type Affine,
  compose,
  flip,
  identity,
  resize,
  rotation,
  type Size,
  shear,
  translation,
  zoom,
} from './affine.ts';
import { croppedWindow } from './aspect-ratio.ts';
import type { AugmentationLayer, Sampling } from './augmentation-layer.ts';
import { type Draw, drawOf, type Occasion, within } from './draw.ts';
import type { Pass, Place, PointStep } from './pass.ts';

type MapStep = (occasion: Occasion) => Affine;
type PlaceStep = (occasion: Occasion) => Place;

/** Reads whole pixels, all of which lie within. */
const exact: Sampling = { interpolation: 'nearest', fillMode: 'nearest', fillValue: 0 };

/** A pass under construction. */
class Draft {
  readonly input: Size;
  window: Size;
  output: Size;
  sampling: Sampling | null = null;
  /** The picture no longer ends where the window does: nothing that looks beyond the edge may join. */
  isCut = false;
  readonly places: PlaceStep[] = [];
  readonly maps: MapStep[] = [];
  readonly points: PointStep[] = [];

  constructor(size: Size) {
    this.input = size;
    this.window = size;
    this.output = size;
  }

  get isFresh(): boolean {
    return this.places.length === 0 && this.maps.length === 0 && this.points.length === 0;
  }

  finish(): Pass {
    const { input, window, output, sampling, places, maps, points } = this;
    return {
      input,
      window,
      output,
      sampling: maps.length === 0 ? null : (sampling ?? exact),
      place: (occasion) =>
        places
          .map((step) => step(occasion))
          .reduce((a, b) => ({ top: a.top + b.top, left: a.left + b.left }), {
            top: 0,
            left: 0,
          }),
      map: (occasion) => maps.reduce((map, step) => compose(map, step(occasion)), identity),
      points,
    };
  }
}

function sameSampling(a: Sampling, b: Sampling): boolean {
  return a.interpolation === b.interpolation && a.fillMode === b.fillMode && a.fillValue === b.fillValue;
}

class Planner {
  readonly #done: Pass[] = [];
  #draft: Draft;

  constructor(size: Size) {
    this.#draft = new Draft(size);
  }

  get size(): Size {
    return this.#draft.output;
  }

  finish(): readonly Pass[] {
    return this.#draft.isFresh && this.#done.length > 0 ? this.#done : [...this.#done, this.#draft.finish()];
  }

  #next(): Draft {
    if (!this.#draft.isFresh) {
      this.#done.push(this.#draft.finish());
      this.#draft = new Draft(this.#draft.output);
    }
    return this.#draft;
  }

  /** A draft that can still move pixels. */
  #moving(): Draft {
    return this.#draft.points.length === 0 ? this.#draft : this.#next();
  }

  crop(size: Size, step: PlaceStep): void {
    const draft = this.#moving();
    if (draft.maps.length === 0) {
      draft.places.push(step);
      draft.window = size;
    } else {
      draft.maps.push((occasion) => {
        const { top, left } = step(occasion);
        return translation(-left, -top);
      });
      draft.isCut = true;
    }
    draft.output = size;
  }

  flip(step: MapStep): void {
    this.#moving().maps.push(step);
  }

  warp(sampling: Sampling, step: MapStep): void {
    const open = this.#moving();
    const joins = !open.isCut && (open.sampling === null || sameSampling(open.sampling, sampling));
    const draft = joins ? open : this.#next();
    draft.sampling = sampling;
    draft.maps.push(step);
  }

  resize(size: Size, interpolation: Sampling['interpolation']): void {
    const open = this.#moving();
    const draft = open.isCut || open.sampling !== null ? this.#next() : open;
    draft.sampling = { interpolation, fillMode: 'nearest', fillValue: 0 };
    const map = resize(draft.output, size);
    draft.maps.push(() => map);
    draft.output = size;
    draft.isCut = true;
  }

  point(step: PointStep): void {
    const draft = step.kind === 'contrast' ? this.#next() : this.#draft;
    draft.points.push(step);
  }
}

/** Keras's `smart_resize`. */
function smartResize(planner: Planner, target: Size): void {
  const { height, width } = planner.size;
  const { top, left, rows, columns } = croppedWindow(height, width, [target.height, target.width]);
  if (rows !== height || columns !== width) planner.crop({ height: rows, width: columns }, () => ({ top, left }));
  if (rows !== target.height || columns !== target.width) planner.resize(target, 'bilinear');
}

function add(planner: Planner, layer: AugmentationLayer): void {
  const { size } = planner;
  const { height, width } = size;
  const drawn =
    <Value>(make: (draw: Draw) => Value) =>
    (occasion: Occasion): Value =>
      make(drawOf(layer.name, occasion));
  switch (layer.type) {
    case 'CenterCrop': {
      const target = layer.config;
      if (target.height > height || target.width > width) {
        smartResize(planner, target);
        break;
      }
      const place = { top: Math.floor((height - target.height) / 2), left: Math.floor((width - target.width) / 2) };
      planner.crop({ height: target.height, width: target.width }, () => place);
      break;
    }
    case 'RandomCrop': {
      const target = layer.config;
      if (target.height >= height || target.width >= width) {
        smartResize(planner, target);
        break;
      }
      const pick = drawn((draw) => ({
        top: Math.floor(draw(0) * (height - target.height + 1)),
        left: Math.floor(draw(1) * (width - target.width + 1)),
      }));
      planner.crop({ height: target.height, width: target.width }, pick);
      break;
    }
    case 'Resizing': {
      const { interpolation, cropToAspectRatio } = layer.config;
      const target = { height: layer.config.height, width: layer.config.width };
      if (cropToAspectRatio) {
        const { top, left, rows, columns } = croppedWindow(height, width, [target.height, target.width]);
        planner.crop({ height: rows, width: columns }, () => ({ top, left }));
      }
      planner.resize(target, interpolation);
      break;
    }
    case 'RandomFlip': {
      const { mode } = layer.config;
      planner.flip(
        drawn((draw) => {
          const isFlipped = draw(0) <= 0.5;
          return flip(size, isFlipped && mode !== 'vertical', isFlipped && mode !== 'horizontal');
        }),
      );
      break;
    }
    case 'RandomTranslation': {
      const { heightFactor, widthFactor } = layer.config;
      planner.warp(
        layer.config,
        drawn((draw) => translation(within(widthFactor, draw(1)) * width, within(heightFactor, draw(0)) * height)),
      );
      break;
    }
    case 'RandomRotation': {
      const { factor } = layer.config;
      planner.warp(
        layer.config,
        drawn((draw) => rotation(size, within(factor, draw(0)) * 2 * Math.PI)),
      );
      break;
    }
    case 'RandomZoom': {
      const { heightFactor, widthFactor } = layer.config;
      planner.warp(
        layer.config,
        drawn((draw) => {
          const down = 1 + within(heightFactor, draw(0));
          return zoom(size, widthFactor === null ? down : 1 + within(widthFactor, draw(1)), down);
        }),
      );
      break;
    }
    case 'RandomShear': {
      const { xFactor, yFactor } = layer.config;
      planner.warp(
        layer.config,
        drawn((draw) => {
          const side = draw(0) > 0.5 ? -1 : 1;
          return shear(side * within(xFactor, draw(1)), side * within(yFactor, draw(2)));
        }),
      );
      break;
    }
    case 'RandomHeight':
    case 'RandomWidth': {
      const { factor, interpolation } = layer.config;
      const isHeight = layer.type === 'RandomHeight';
      planner.warp(
        { interpolation, fillMode: 'nearest', fillValue: 0 },
        drawn((draw) => {
          const shown = 1 / (1 + within(factor, draw(0)));
          return isHeight ? zoom(size, 1, shown) : zoom(size, shown, 1);
        }),
      );
      break;
    }
    case 'RandomContrast': {
      const { factor, valueRange } = layer.config;
      const range = [1 - factor[0], 1 + factor[1]] as const;
      planner.point({ kind: 'contrast', factor: drawn((draw) => within(range, draw(0))), range: valueRange });
      break;
    }
    case 'RandomBrightness': {
      const { factor, valueRange } = layer.config;
      const span = valueRange[1] - valueRange[0];
      planner.point({
        kind: 'brightness',
        delta: drawn((draw) => within(factor, draw(0)) * span),
        range: valueRange,
      });
      break;
    }
    case 'Rescaling':
      planner.point({ kind: 'rescale', scale: layer.config.scale, offset: layer.config.offset });
      break;
  }
}

/** The passes that apply these layers to pictures of this size; at least one. */
export function planPasses(layers: readonly AugmentationLayer[], size: Size): readonly Pass[] {
  const planner = new Planner(size);
  for (const layer of layers) add(planner, layer);
  return planner.finish();
}
