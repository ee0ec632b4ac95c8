const load = async () => ({
  ...(await import('../execute/end-intent.ts')),
  ...(await import('../execute/look-up.ts')),
  ...(await import('../execute/send.ts')),
  ...(await import('../execute/settle-absent.ts')),
  ...(await import('../execute/settle-not-sent.ts')),
});
type Parts = Awaited<ReturnType<typeof load>>;

let parts: Parts | null = null;

/** Takes what teeth call of the engine, as it is loaded now: what they have replaced is in place below it. */
export async function loadParts(): Promise<void> {
  parts = await load();
}

/** Of the engine that is broken at present. */
export function engineParts(): Parts {
  if (parts === null) throw new Error('the engine is not loaded yet');
  return parts;
}
