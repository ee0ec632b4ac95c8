/** What the embedded desk prints for people. */
export interface Printed {
  readonly chatUrl: string;
  /** Base of the alert server. */
  readonly alertsUrl: string;
  /** The line that posts the sample alert. */
  readonly call: string;
  /** The line after it. */
  readonly afterCall: string;
}

/** Reads what is printed when the desk is ready; `undefined` until all of it stands there. */
export function readPrinted(text: string): Printed | undefined {
  if (!text.includes('Ctrl-C ends it.\n')) return undefined;
  const lines = text.split('\n');
  const chatUrl = /^ +chat +(http:\S+)$/m.exec(text)?.[1];
  const alertsUrl = /^ +alerts +(http:\S+)\/hooks\/<token>$/m.exec(text)?.[1];
  const calls = lines.filter((line) => line.startsWith('curl '));
  const [call] = calls;
  if (chatUrl === undefined || alertsUrl === undefined || call === undefined || calls.length > 1) {
    throw new Error(`The desk printed something else:\n${text}`);
  }
  return { chatUrl, alertsUrl, call, afterCall: lines[lines.indexOf(call) + 1] ?? '(nothing)' };
}
