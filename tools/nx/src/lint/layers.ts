/** Which tagged layers a layer may depend on. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  'layer:core': [],
  'layer:adapter': ['layer:core'],
  'layer:service': ['layer:core'],
  'layer:simulator': [],
  'layer:app': ['layer:core', 'layer:adapter', 'layer:service', 'layer:simulator'],
  'layer:tool': ['layer:core', 'layer:adapter', 'layer:service', 'layer:simulator', 'layer:app'],
};

/** Arrows beyond the layers', by package: each names the entries that may be imported. */
const EXTRA: Readonly<Record<string, readonly string[]>> = {
  '@perpdesk/signals': ['@perpdesk/broker-manager', '@perpdesk/journal/port', '@perpdesk/journal/memory'],
  '@perpdesk/binance-venue': ['@perpdesk/broker-core', '@perpdesk/broker-paper', '@perpdesk/broker-paper/engine'],
};

/** Arrows of development alone: only `*.test.*` files may import these. */
const TESTS: Readonly<Record<string, readonly string[]>> = {
  '@perpdesk/broker-binance': ['@perpdesk/binance-venue', '@perpdesk/soak'],
  '@perpdesk/broker-manager': ['@perpdesk/binance-venue', '@perpdesk/broker-binance'],
  '@perpdesk/signals': ['@perpdesk/soak'],
  '@perpdesk/telegram-bot': ['@perpdesk/soak'],
};

export interface TaggedProject {
  /** The package's name. */
  readonly name: string;
  readonly tags: readonly string[];
}

/** Whether a file of `from` may import `specifier`, an entry of the package `to`. */
export function mayImport(
  from: TaggedProject,
  to: TaggedProject,
  specifier: string,
  { isTest = false }: { readonly isTest?: boolean } = {},
): boolean {
  return from.name === to.name || isLayerBelow(from, to) || extras(from, isTest).includes(specifier);
}

/** Whether an arrow from `from` to `to` may stand in the project graph, which knows the tests' arrows too. */
export function mayDependOn(from: TaggedProject, to: TaggedProject): boolean {
  const isEntry = (specifier: string) => specifier === to.name || specifier.startsWith(`${to.name}/`);
  return isLayerBelow(from, to) || extras(from, true).some(isEntry);
}

function extras({ name }: TaggedProject, isTest: boolean): readonly string[] {
  return [...(EXTRA[name] ?? []), ...(isTest ? (TESTS[name] ?? []) : [])];
}

function isLayerBelow(from: TaggedProject, to: TaggedProject): boolean {
  const below = from.tags.flatMap((tag) => LAYERS[tag] ?? []);
  return to.tags.some((tag) => below.includes(tag));
}
