const PREFIX = 'untold:';

/** The journal's flag of an ended order whose fill is not told yet, and that nothing else looks at again after a crash. */
export function untoldFlag(intentId: string): string {
  return `${PREFIX}${intentId}`;
}

/** Ids of the intents that have one. */
export function flaggedAsUntold(flags: Iterable<string>): readonly string[] {
  return [...flags].filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length));
}
