import { useEffect, useState } from 'react';

const millisecondsPerEpoch = 450;

export interface EpochsPlaying {
  /** The epoch on show, 0 for the first. */
  readonly epoch: number;
  setEpoch(epoch: number): void;
  readonly isPlaying: boolean;
  setPlaying(isPlaying: boolean): void;
}

/** Goes through the epochs one after another, round and round, while it plays. `mayMove` false keeps it still. */
export function useEpochsPlaying(count: number, mayMove: boolean): EpochsPlaying {
  const [epoch, setEpoch] = useState(0);
  const [wantsToPlay, setPlaying] = useState(false);
  const isPlaying = wantsToPlay && mayMove;
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => setEpoch((current) => (current + 1) % count), millisecondsPerEpoch);
    return () => clearInterval(timer);
  }, [isPlaying, count]);
  return { epoch, setEpoch, isPlaying, setPlaying };
}
