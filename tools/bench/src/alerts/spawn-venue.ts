import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { VenueAsk, VenueReply } from './venue-messages.ts';

export interface RunningVenue {
  /** One at a time. */
  ask<Type extends VenueReply['type']>(ask: VenueAsk, answer: Type): Promise<Extract<VenueReply, { type: Type }>>;
  close(): void;
}

export function spawnVenue(): RunningVenue {
  const child = fork(join(import.meta.dirname, 'venue-process.ts'), { execArgv: ['--conditions=@perpdesk/source'] });
  return {
    ask(ask, type) {
      return new Promise((resolve, reject) => {
        const isWanted = (reply: VenueReply): reply is Extract<VenueReply, { type: typeof type }> =>
          reply.type === type;
        child.once('message', (reply: VenueReply) => {
          if (isWanted(reply)) resolve(reply);
          else reject(new Error(`the venue said ${reply.type}`));
        });
        child.send(ask);
      });
    },
    close: () => child.disconnect(),
  };
}
