import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Lets a wide table scroll sideways, by keyboard too: it takes the focus while there is something to scroll. */
export function TableScroller({ children }: { readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const target = box.current;
    const content = target?.firstElementChild;
    if (!target || !content) return;
    const observer = new ResizeObserver(() => setOverflows(target.scrollWidth > target.clientWidth));
    observer.observe(target);
    observer.observe(content);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box} tabIndex={overflows ? 0 : undefined} className="min-w-0 overflow-x-auto">
      {children}
    </div>
  );
}
