import { request } from 'node:http';
import type { Target } from './contender.ts';
import { listenKeyOf } from './listen-key.ts';

/**
 * Hears an account's stream and does nothing with it, for a client that has none. Without a listener the venue would not
 * even write the events, and have less to do for that client's orders than for ours.
 */
export async function hearAccount({ rest, apiKey }: Target): Promise<{ readonly close: () => void }> {
  const listenKey = await listenKeyOf(rest, apiKey);
  return new Promise((resolve, reject) => {
    const upgrade = request(`${rest}/private/ws?listenKey=${listenKey}`, {
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': Buffer.alloc(16).toString('base64'),
      },
    });
    upgrade.once('error', reject);
    upgrade.once('response', ({ statusCode }) => reject(new Error(`no stream of the account: ${statusCode}`)));
    upgrade.once('upgrade', (_, socket) => {
      socket.on('error', () => {});
      socket.resume();
      resolve({ close: () => socket.destroy() });
    });
    upgrade.end();
  });
}
