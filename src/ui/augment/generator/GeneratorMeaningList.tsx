import type { ArgumentMeaning } from '#data/augmentation/image-data-generator.ts';
import { definitionOf } from '#graph/layers/definition-of.ts';
import type { Transform } from '#state/augment-store.ts';
import { Badge } from '../../kit/Badge.tsx';
import { familyLooks } from '../../kit/family.ts';

const fits = {
  exact: { tone: 'success', label: 'the same' },
  near: { tone: 'warning', label: 'nearly' },
  none: { tone: 'danger', label: 'no layer' },
} as const satisfies Record<ArgumentMeaning['fit'], unknown>;

export interface GeneratorMeaningListProps {
  /** The layers, in the order in which pictures go through them. */
  readonly layers: readonly Transform[];
  readonly meanings: readonly ArgumentMeaning[];
  /** Whether the network rescales by a layer of its own, which stays. */
  readonly hasRescaling: boolean;
}

/** The layers that the arguments mean, and what becomes of every argument. */
export function GeneratorMeaningList({ layers, meanings, hasRescaling }: GeneratorMeaningListProps) {
  return (
    <div className="flex flex-col gap-3">
      <section aria-label="As layers" className="flex flex-col gap-1.5">
        <h3 className="font-medium text-ink-muted text-label">As layers</h3>
        {layers.length === 0 && <p className="text-ink-faint text-label">None: pictures stay as they are.</p>}
        <ol aria-label="Layers of the generator" className="flex flex-col gap-1 empty:hidden">
          {layers.map(({ name, type, config }) => {
            const { icon: Icon, text } = familyLooks[definitionOf(type).family];
            return (
              <li key={name} className="flex min-w-0 items-baseline gap-2 rounded-small bg-sunken px-2 py-1">
                <Icon aria-hidden="true" className={`size-3.5 shrink-0 self-center ${text}`} />
                <span className="font-medium text-ink text-label">{type}</span>
                <span className="min-w-0 flex-1 text-right text-caption text-ink-muted">
                  {definitionOf(type).highlights(config).join(' · ')}
                </span>
              </li>
            );
          })}
        </ol>
      </section>
      {meanings.length > 0 && (
        <section aria-label="Argument by argument" className="flex flex-col gap-1.5">
          <h3 className="font-medium text-ink-muted text-label">Argument by argument</h3>
          <ul
            aria-label="What it means"
            className="flex flex-col divide-y divide-line rounded-medium border border-line"
          >
            {meanings.map(({ argument, meaning, fit }) => (
              <li key={argument} className="flex flex-col gap-0.5 px-3 py-2">
                <div className="flex items-center justify-between gap-2">
                  <code className="min-w-0 break-words font-mono text-ink text-label">{argument}</code>
                  <Badge tone={fits[fit].tone}>{fits[fit].label}</Badge>
                </div>
                <p className="text-ink-muted text-label">
                  {meaning}
                  {argument.startsWith('rescale=') &&
                    hasRescaling &&
                    ' The network has a Rescaling already, which stays.'}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="text-caption text-ink-faint">
        ImageDataGenerator changes pictures on the processor, before the network, and draws anew at every call. These
        layers are part of the network: they run on the GPU, in training only, and what they draw follows from seed,
        epoch and sample.
      </p>
    </div>
  );
}
