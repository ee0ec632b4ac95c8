import { createChatDirectory, type ChatDirectory } from '../outbox/chat-directory.ts';
import type { LiveConfig } from './live-config.ts';

/** The configured chats; how loud they are, and which routes relay to them, is read as it is configured now. */
export function liveDirectory(live: LiveConfig): ChatDirectory {
  const directoryNow = () => {
    const { routes, telegram } = live.current();
    return createChatDirectory(
      telegram?.chats ?? [],
      routes.map(({ brokers, relay }) => ({ brokerIds: brokers.map((it) => it.brokerId), relay })),
    );
  };
  const now = (target: string) => live.current().telegram?.chats.find(({ name }) => name === target) ?? null;
  return {
    ...directoryNow(),
    relayFor: (address, brokerIds) => directoryNow().relayFor(address, brokerIds),
    accountsHeard: (address) => directoryNow().accountsHeard(address),
    isTold: (address) => directoryNow().isTold(address),
    named: now,
    wishes: (target) => now(target)?.notify ?? {},
  };
}
