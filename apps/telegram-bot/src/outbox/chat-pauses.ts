/** Chats that wait, whatever their targets are called. */
export interface ChatPauses {
  /** `chatId`: `null` for every chat. `ms`: for so long from `now` (Unix ms) on. */
  put(chatId: string | null, now: number, ms: number): void;
  /** Unix ms: until when the chat waits; 0: it does not. A clock that was set back begins its wait anew, and lengthens it no further. */
  until(chatId: string, now: number): number;
}

interface Pause {
  /** Unix ms. */
  readonly from: number;
  readonly ms: number;
}

export function createChatPauses(): ChatPauses {
  const pauses = new Map<string | null, Pause>();
  const untilOf = (name: string | null, now: number): number => {
    const known = pauses.get(name);
    if (known === undefined) return 0;
    const pause = { ...known, from: Math.min(known.from, now) };
    pauses.set(name, pause);
    return pause.from + pause.ms;
  };
  return {
    put: (chatId, now, ms) => void pauses.set(chatId, { from: now, ms }),
    until: (chatId, now) => Math.max(untilOf(chatId, now), untilOf(null, now)),
  };
}
