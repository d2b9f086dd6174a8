import { lazy, Suspense, useState } from 'react';
import { Skeleton } from '../kit/Skeleton.tsx';
import { Tabs } from '../kit/Tabs.tsx';
import { LiveDetection } from './LiveDetection.tsx';

const QualityScreen = lazy(() =>
  import('./quality/QualityScreen.tsx').then((module) => ({ default: module.QualityScreen })),
);
const AnnotateScreen = lazy(() =>
  import('./annotate/AnnotateScreen.tsx').then((module) => ({ default: module.AnnotateScreen })),
);

type View = 'live' | 'quality' | 'annotate';

/** Detection before the camera and in pictures, how good it is, and the annotations that say so. */
export function DetectWorkspace() {
  const [view, setView] = useState<View>('live');
  return (
    <div className="flex h-full min-h-0 flex-col bg-surface">
      <Tabs<View>
        label="Detect"
        compact
        value={view}
        onChange={setView}
        tabs={[
          { id: 'live', label: 'Live', content: <LiveDetection /> },
          {
            id: 'quality',
            label: 'Measure quality',
            content: (
              <Suspense fallback={<Skeleton className="m-4 h-40" />}>
                <QualityScreen onAnnotate={() => setView('annotate')} />
              </Suspense>
            ),
          },
          {
            id: 'annotate',
            label: 'Annotate',
            content: (
              <Suspense fallback={<Skeleton className="m-4 h-40" />}>
                <AnnotateScreen />
              </Suspense>
            ),
          },
        ]}
      />
    </div>
  );
}
