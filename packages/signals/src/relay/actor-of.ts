/** The person whose word a signal is, by its source. */
export function actorOf(source: string): string {
  return source.replace(/^chat:/, '');
}
