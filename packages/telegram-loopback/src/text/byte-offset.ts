/** How many UTF-8 bytes stand before `index`; Telegram's parse errors count so. */
export function byteOffset(text: string, index: number): number {
  return Buffer.byteLength(text.slice(0, index));
}
