import { useId } from 'react';
import { FieldFrame } from '../../kit/FieldFrame.tsx';
import { channelListText } from './channel-list-text.ts';

export interface ChannelListProps {
  readonly label: string;
  readonly values: readonly number[];
}

/** A setting with a number of its own for each channel, as published networks have it: to be read, not to be changed. */
export function ChannelList({ label, values }: ChannelListProps) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} help="One number for each channel, as the published network has it.">
      <output
        id={id}
        className="break-words rounded-medium border border-line bg-sunken px-2.5 py-1.5 text-body text-ink"
      >
        {channelListText(values)}
      </output>
    </FieldFrame>
  );
}
