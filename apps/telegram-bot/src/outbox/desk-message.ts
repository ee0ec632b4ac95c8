import type { AccountTag, Notice } from '@perpdesk/signals';

/** What stands in an outbox row: the engine's notices, and what the front end adds to them. */
export type DeskMessage =
  | Notice
  /** Follows a fill; shows the position as it stands when the card is delivered. */
  | {
      readonly type: 'position.card';
      readonly account: AccountTag;
      readonly symbol: string;
      readonly positionSide: string;
    }
  /** A chat that cannot be reached any more; told to owners elsewhere. */
  | { readonly type: 'chat.dead'; readonly target: string; readonly detail: string }
  /** Another program reads this bot's updates. */
  | { readonly type: 'chat.conflict'; readonly waitMs: number }
  /** Somebody sent so many wrong codes that none is taken before `until`, Unix ms. */
  | { readonly type: 'access.locked'; readonly actor: string; readonly tries: number; readonly until: number };

export type DeskMessageType = DeskMessage['type'];
