import { choosePicture } from '#state/pretrained.ts';
import { useStride } from '../stride-context.ts';

const samples = [
  { file: 'chelsea.png', label: 'a cat' },
  { file: 'coffee.png', label: 'a cup of coffee' },
  { file: 'rocket.jpg', label: 'a rocket' },
  { file: 'astronaut.png', label: 'an astronaut' },
] as const;

/** Pictures to begin with. */
export function SamplePictures() {
  const stride = useStride();
  const take = async (file: string) => {
    const answer = await fetch(`samples/${file}`);
    if (answer.ok) choosePicture(stride, new File([await answer.blob()], file));
  };
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="pb-1 font-medium text-ink-muted text-label">Or try</legend>
      <div className="flex flex-wrap gap-2">
        {samples.map(({ file, label }) => (
          <button
            key={file}
            type="button"
            aria-label={`Sample picture, ${label}`}
            className="size-14 overflow-hidden rounded-medium border border-line hover:border-line-strong"
            onClick={() => void take(file)}
          >
            <img src={`samples/${file}`} alt="" loading="lazy" className="size-full object-cover" />
          </button>
        ))}
      </div>
    </fieldset>
  );
}
