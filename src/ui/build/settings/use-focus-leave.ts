import { type RefObject, useEffect, useRef } from 'react';

/** Calls back when the focus leaves any control inside the element: what is typed there is then settled. */
export function useFocusLeave<Element extends HTMLElement>(onLeave: () => void): RefObject<Element | null> {
  const element = useRef<Element>(null);
  const latest = useRef(onLeave);
  useEffect(() => {
    latest.current = onLeave;
  });
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const leave = () => latest.current();
    target.addEventListener('focusout', leave);
    return () => target.removeEventListener('focusout', leave);
  }, []);
  return element;
}
