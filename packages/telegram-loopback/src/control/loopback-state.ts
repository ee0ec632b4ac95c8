import type { CallCount } from '../bot-api.ts';
import type { ActiveFault } from '../faults/fault-rule.ts';
import type { Chat } from '../wire/chat.ts';
import type { Update } from '../wire/update.ts';
import type { User } from '../wire/user.ts';
import type { BotStatus, StoredMessage, Topic } from '../world/chat-room.ts';
import type { WebhookInfo } from '../world/webhook-sender.ts';
import type { World } from '../world/world.ts';

/** All that the server knows, for tests to read. */
export type LoopbackState = {
  readonly now: number;
  readonly bot: User;
  readonly users: readonly User[];
  readonly chats: readonly RoomState[];
  readonly pendingUpdates: readonly Update[];
  readonly isPolling: boolean;
  readonly webhook: WebhookInfo;
  readonly calls: Readonly<Record<string, CallCount>>;
  readonly faults: readonly ActiveFault[];
};

export type RoomState = {
  readonly chat: Chat;
  readonly botStatus: BotStatus;
  readonly isBlocked: boolean;
  readonly isStarted: boolean;
  readonly migratedTo: number | null;
  readonly topics: readonly Topic[];
  readonly messages: readonly StoredMessage[];
};

export type StateParts = Pick<LoopbackState, 'webhook' | 'calls' | 'faults'>;

export function readState(world: World, parts: StateParts): LoopbackState {
  return {
    now: world.clock.now(),
    bot: world.bot,
    users: [...world.users.values()],
    chats: [...world.rooms.values()].map((room) => ({
      chat: room.chat,
      botStatus: room.botStatus,
      isBlocked: room.isBlocked,
      isStarted: room.isStarted,
      migratedTo: room.migratedTo ?? null,
      topics: [...room.topics.values()],
      messages: [...room.messages.values()],
    })),
    pendingUpdates: world.updates.pending(),
    isPolling: world.longPoll.isWaiting(),
    ...parts,
  };
}
