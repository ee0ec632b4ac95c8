import type { FastifyReply } from 'fastify';
import type { World } from '../world/world.ts';
import type { WorldEvent } from '../world/world-event.ts';
import { isShown, readPageSnapshot } from './page-snapshot.ts';

const HEARTBEAT_MS = 15_000;
/** A page that reads nothing any more is let go. */
const MAX_BACKLOG_BYTES = 16 * 1024 * 1024;

/** Sends one page what its user sees, then every change, as Server-Sent Events; ends with the connection. */
export function streamPageEvents(world: World, userId: number, reply: FastifyReply): void {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'keep-alive' });
  const write = (name: string, data: unknown) => {
    if (raw.writableLength > MAX_BACKLOG_BYTES) raw.destroy();
    else raw.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const snapshot = () => write('snapshot', readPageSnapshot(world, userId) ?? null);
  const viewer = world.users.get(userId)?.id ?? [...world.users.keys()][0] ?? 0;
  const isVisible = (chatId: number) => {
    const room = world.rooms.get(chatId);
    return room !== undefined && isShown(room, viewer);
  };
  const onEvent = (event: WorldEvent) => {
    switch (event.type) {
      case 'rooms-changed':
      case 'reset':
        snapshot();
        return;
      case 'callback-answered':
        if (event.userId === viewer) write(event.type, event);
        return;
      case 'message':
      case 'message-changed':
      case 'message-deleted':
      case 'chat-action':
        if (isVisible(event.chatId)) write(event.type, event);
        return;
      default:
        event satisfies never;
    }
  };
  const stop = world.events.on(onEvent);
  let cancelBeat = () => {};
  const beat = () => {
    cancelBeat = world.clock.schedule(HEARTBEAT_MS, () => {
      raw.write(': beat\n\n');
      beat();
    });
  };
  raw.on('close', () => {
    stop();
    cancelBeat();
  });
  raw.write('retry: 1000\n\n');
  snapshot();
  beat();
}
