/** Layer names as a language's variables, each another. */

/** Words that no variable may be called by, in either language, and what the programs call their own things. */
const reserved = new Set([
  ...['and', 'as', 'assert', 'async', 'await', 'break', 'case', 'class', 'const', 'continue', 'def', 'default', 'del'],
  ...['do', 'elif', 'else', 'enum', 'except', 'export', 'extends', 'false', 'finally', 'for', 'from', 'function'],
  ...['global', 'if', 'import', 'in', 'input', 'is', 'keras', 'lambda', 'layers', 'let', 'match', 'model', 'new'],
  ...['nonlocal', 'not', 'null', 'or', 'outputs', 'inputs', 'pass', 'print', 'raise', 'return', 'self', 'super'],
  ...['switch', 'tf', 'this', 'throw', 'true', 'try', 'type', 'typeof', 'var', 'void', 'while', 'with', 'yield'],
]);

/** `name` says a layer's name in the language's manner. */
export function identifiers(names: readonly string[], inManner: (name: string) => string): ReadonlyMap<string, string> {
  const taken = new Set(reserved);
  const found = new Map<string, string>();
  for (const name of names) {
    const plain = inManner(name);
    const base = /^[a-z_]/i.test(plain) ? plain : `layer_${plain}`;
    let free = base;
    for (let number = 2; taken.has(free); number++) free = `${base}_${number}`;
    taken.add(free);
    found.set(name, free);
  }
  return found;
}

/** `block/conv-1` → `block_conv_1`. */
export function pythonName(name: string): string {
  return name.replace(/\W+/g, '_');
}

/** `conv2d_1` → `conv2d1`, `max_pooling` → `maxPooling`. */
export function typescriptName(name: string): string {
  const camel = pythonName(name).replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
  return camel.charAt(0).toLowerCase() + camel.slice(1);
}
