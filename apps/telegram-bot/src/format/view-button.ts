import type { Button } from './card.ts';

const MAX_BYTES = 64;

export interface ViewWish {
  /** A reading command as it would be typed, without its slash. */
  readonly command: string;
  /** `here` shows the answer in place of the card, `message` below it. */
  readonly as: 'here' | 'message';
}

/** A button that gives a reading command; none where the command does not fit into a button. */
export function viewButton(label: string, { command, as }: ViewWish): readonly Button[] {
  const data = `v:${as === 'here' ? 'h' : 'm'}:${command.trim()}`;
  return Buffer.byteLength(data) > MAX_BYTES ? [] : [{ type: 'tap', label, data }];
}
