/** A text with ordinary spaces where Telegram is given narrow ones that do not break. */
export function plain(text: string | undefined): string {
  return (text ?? '').replaceAll('\u202f', ' ');
}
