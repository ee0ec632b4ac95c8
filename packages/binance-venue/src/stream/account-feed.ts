import type { Exchange } from '../exchange/exchange.ts';
import type { VenueAccount } from '../exchange/venue-account.ts';
import type { StreamFault } from '../faults/fault-rule.ts';
import { toJson } from '../to-json.ts';
import type { Frame } from './frames/frame.ts';
import { noticeFrames, stepFrames } from './frames/step-frames.ts';

/** One connection that hears an account. */
export interface Ear {
  /** Event types that were asked for; `null` for all. */
  readonly events: ReadonlySet<string> | null;
  hear(text: string): void;
  /** Stays connected and hears nothing any more. */
  silence(): void;
  cut(): void;
}

/** Tells accounts' events to their connections, with what goes wrong on the way. */
export interface AccountFeed {
  add(account: VenueAccount, ear: Ear): void;
  remove(account: VenueAccount, ear: Ear): void;
  /** Tells one frame, whatever happened. */
  tell(account: VenueAccount, frame: Frame): void;
  cutAll(): void;
  close(): void;
}

/** A frame that is held back until the next one has been told is told by itself after so long. */
const HELD_MS = 250;

export function createAccountFeed(exchange: Exchange): AccountFeed {
  const ears = new Map<VenueAccount, Set<Ear>>(exchange.accounts.map((account) => [account, new Set()]));
  const held = new Map<VenueAccount, { readonly frame: Frame; readonly cancel: () => void }>();

  const send = (account: VenueAccount, type: string | null, text: string) => {
    for (const ear of ears.get(account) ?? []) if (type === null || ear.events?.has(type) !== false) ear.hear(text);
  };
  const pass = (account: VenueAccount, frame: Frame) => send(account, frame.type, toJson(frame.body));
  const release = (account: VenueAccount) => {
    const waiting = held.get(account);
    if (waiting === undefined) return;
    waiting.cancel();
    held.delete(account);
    pass(account, waiting.frame);
  };
  const tell = (account: VenueAccount, frame: Frame) => {
    if ((ears.get(account)?.size ?? 0) === 0) return;
    const place = { transport: 'stream', method: '', path: frame.type, account: account.name } as const;
    const kinds = new Set(exchange.faults.takeForEvent(place).map(({ kind }) => kind));
    if (kinds.has('reorder') && !held.has(account)) {
      const cancel = exchange.clock.schedule(HELD_MS, () => release(account));
      held.set(account, { frame, cancel });
      return;
    }
    meet(account, frame, kinds);
    release(account);
  };
  const meet = (account: VenueAccount, frame: Frame, kinds: ReadonlySet<StreamFault['kind']>) => {
    if (kinds.has('malformed')) send(account, null, `{"e":"${frame.type}","E":`);
    if (kinds.has('unknown-event'))
      send(account, null, toJson({ e: 'SOMETHING_NEW', E: exchange.clock.now(), x: { y: '1' } }));
    if (kinds.has('close')) for (const ear of ears.get(account) ?? []) ear.cut();
    if (kinds.has('silence')) for (const ear of ears.get(account) ?? []) ear.silence();
    if (kinds.has('drop-event') || kinds.has('close')) return;
    pass(account, frame);
    if (kinds.has('duplicate')) pass(account, frame);
  };

  const stops = exchange.accounts.map((account) =>
    account.watch({
      onStep: (step) => {
        for (const frame of stepFrames(step, account.orders)) tell(account, frame);
      },
      onNotice: (notice) => {
        for (const frame of noticeFrames(notice)) tell(account, frame);
      },
    }),
  );
  return {
    add: (account, ear) => void ears.get(account)?.add(ear),
    remove: (account, ear) => void ears.get(account)?.delete(ear),
    tell,
    cutAll() {
      for (const some of ears.values()) for (const ear of some) ear.cut();
    },
    close() {
      for (const stop of stops) stop();
      for (const { cancel } of held.values()) cancel();
    },
  };
}
