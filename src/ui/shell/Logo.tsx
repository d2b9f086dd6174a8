/** Stride's mark: a kernel on its way over a picture, one stride further. The favicon shows the same. */
export function Logo() {
  return (
    <svg viewBox="0 0 24 24" className="size-6 shrink-0" aria-hidden="true" focusable="false">
      <rect x="2" y="2" width="20" height="20" rx="5" className="fill-accent-soft" />
      <rect x="4.5" y="4.5" width="9" height="9" rx="2" className="fill-accent" opacity="0.35" />
      <rect x="10.5" y="10.5" width="9" height="9" rx="2" className="fill-accent" />
    </svg>
  );
}
