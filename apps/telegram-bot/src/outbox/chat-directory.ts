import type { ChatFlags } from './chat-flags.ts';
import type { Language } from '../language/language.ts';
import type { NotifyWishes } from '../notify/notify-level.ts';

/** A chat as the configuration names it. */
export interface NamedChat {
  readonly name: string;
  readonly id: string;
  readonly topic: number | null;
  /** What is left out has its default. */
  readonly notify: NotifyWishes;
  /** `null` or left out: nobody's wish. */
  readonly language?: Language | null;
  /** IANA name. */
  readonly timeZone?: string | null;
}

export interface ChatAddress {
  readonly chatId: string;
  /** `null`: no topic, or the general one. */
  readonly topic: number | null;
}

export interface ChatDirectory {
  /** Where a target's messages go: a configured name, or `chat:<id>` and `chat:<id>:<topic>`. `null` if it is neither. */
  resolve(target: string): ChatAddress | null;
  /** The configured chat of that name. */
  named(target: string): NamedChat | null;
  /** What the configuration says about a target's loudness. */
  wishes(target: string): NotifyWishes;
  /** The target of a chat: its configured name, else `chat:<id>`. */
  targetOf(address: ChatAddress): string;
  /** Targets that hear of a person's deed on these accounts (`null`: all): this chat, and those that hear of their signals. */
  relayFor(address: ChatAddress, brokerIds: readonly string[] | null): readonly string[];
  /** Accounts of the routes that tell that chat of their signals. */
  accountsHeard(address: ChatAddress): readonly string[];
  /** Whether some route tells that chat of its signals. */
  isTold(address: ChatAddress): boolean;
}

const DIRECT = /^chat:(-?\d{1,20})(?::(\d{1,10}))?$/;

export interface RelayRoute {
  readonly brokerIds: readonly string[];
  readonly relay: readonly string[];
}

export function createChatDirectory(chats: readonly NamedChat[], routes: readonly RelayRoute[]): ChatDirectory {
  const byName = new Map(chats.map((chat) => [chat.name, chat]));
  const targetOf = ({ chatId, topic }: ChatAddress) => {
    const here = chats.filter((chat) => chat.id === chatId);
    const named = here.find((chat) => chat.topic === topic) ?? here.find((chat) => chat.topic === null);
    return named?.name ?? (topic === null ? `chat:${chatId}` : `chat:${chatId}:${topic}`);
  };
  function resolve(target: string): ChatAddress | null {
    const named = byName.get(target);
    if (named !== undefined) return { chatId: named.id, topic: named.topic };
    const [, chatId, topic] = DIRECT.exec(target) ?? [];
    if (chatId === undefined) return null;
    return { chatId, topic: topic === undefined ? null : Number.parseInt(topic, 10) };
  }
  return {
    resolve,
    accountsHeard(address) {
      const here = resolve(targetOf(address)) ?? address;
      const isHere = (target: string) => {
        const there = resolve(target);
        return there?.chatId === here.chatId && there.topic === here.topic;
      };
      const heard = routes.filter(({ relay }) => relay.some(isHere));
      return [...new Set(heard.flatMap(({ brokerIds }) => brokerIds))];
    },
    named: (target) => byName.get(target) ?? null,
    wishes: (target) => byName.get(target)?.notify ?? {},
    targetOf,
    isTold: (address) => routes.some(({ relay }) => relay.includes(targetOf(address))),
    relayFor(address, brokerIds) {
      const heard = routes.filter(
        (route) => brokerIds === null || route.brokerIds.some((brokerId) => brokerIds.includes(brokerId)),
      );
      return [...new Set([targetOf(address), ...heard.flatMap((route) => route.relay)])];
    },
  };
}

/** The same directory; a chat that got a new id meanwhile is known by its name still. */
export function withMoves(directory: ChatDirectory, flags: Pick<ChatFlags, 'originalId'>): ChatDirectory {
  const original = (address: ChatAddress) => ({ ...address, chatId: flags.originalId(address.chatId) });
  return {
    ...directory,
    targetOf: (address) => directory.targetOf(original(address)),
    relayFor: (address, brokerIds) => directory.relayFor(original(address), brokerIds),
    accountsHeard: (address) => directory.accountsHeard(original(address)),
    isTold: (address) => directory.isTold(original(address)),
  };
}
