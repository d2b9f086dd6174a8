/** A custom property holds the text `light-dark(…)`; only an element that uses it knows which of the two is meant. */
export function resolveTokens<Name extends string>(
  tokens: Readonly<Record<Name, string>>,
  { host = document.body, scheme }: { readonly host?: HTMLElement; readonly scheme?: 'light' | 'dark' } = {},
): Record<Name, string> {
  const probe = document.createElement('span');
  // Else a transition, however short, would still show the colour before.
  probe.style.transitionProperty = 'none';
  if (scheme) probe.style.colorScheme = scheme;
  host.append(probe);
  const resolve = (token: string) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const names = Object.keys(tokens) as Name[];
  const resolved = Object.fromEntries(names.map((name) => [name, resolve(tokens[name])])) as Record<Name, string>;
  probe.remove();
  return resolved;
}
