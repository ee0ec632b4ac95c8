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

export interface TaggedProject {
  /** The package's name. */
  readonly name: string;
  readonly tags: readonly string[];
}

/** Whether `from` may import `specifier`, an entry of the package `to`. */
export function mayImport(from: TaggedProject, to: TaggedProject, specifier: string): boolean {
  return from.name === to.name || isLayerBelow(from, to) || (EXTRA[from.name] ?? []).includes(specifier);
}

/** Whether an arrow from `from` to `to` may stand in the project graph. */
export function mayDependOn(from: TaggedProject, to: TaggedProject): boolean {
  const isEntry = (specifier: string) => specifier === to.name || specifier.startsWith(`${to.name}/`);
  return isLayerBelow(from, to) || (EXTRA[from.name] ?? []).some(isEntry);
}

function isLayerBelow(from: TaggedProject, to: TaggedProject): boolean {
  const below = from.tags.flatMap((tag) => LAYERS[tag] ?? []);
  return to.tags.some((tag) => below.includes(tag));
}
