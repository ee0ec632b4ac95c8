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

export interface AccountFeedOptions {
  /** `null`: told at once, inside the step that made it happen. */
  readonly delayMs: number | null;
}

export function createAccountFeed(exchange: Exchange, { delayMs }: AccountFeedOptions): AccountFeed {
  const ears = new Map<VenueAccount, Set<Ear>>(exchange.accounts.map((account) => [account, new Set()]));
  const held = new Map<VenueAccount, { readonly frame: Frame; readonly cancel: () => void }>();

  const isHeard = (account: VenueAccount) => (ears.get(account)?.size ?? 0) > 0;
  const send = (account: VenueAccount, type: string | null, text: string) => {
    for (const ear of ears.get(account) ?? []) if (type === null || ear.events?.has(type) !== false) ear.hear(text);
  };
  const give = (account: VenueAccount, frame: Frame) => send(account, frame.type, toJson(frame.body));
  const release = (account: VenueAccount) => {
    const waiting = held.get(account);
    if (waiting === undefined) return;
    waiting.cancel();
    held.delete(account);
    give(account, waiting.frame);
  };
  const tell = (account: VenueAccount, frame: Frame) => {
    if (!isHeard(account)) return;
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
    give(account, frame);
    if (kinds.has('duplicate')) give(account, frame);
  };

  let late: { readonly account: VenueAccount; readonly frame: Frame }[] = [];
  let cancelLate = () => {};
  const tellLate = () => {
    const due = late;
    late = [];
    for (const { account, frame } of due) tell(account, frame);
  };
  const pass = (account: VenueAccount, frames: readonly Frame[]) => {
    if (delayMs === null) {
      for (const frame of frames) tell(account, frame);
      return;
    }
    if (late.length === 0) cancelLate = exchange.clock.schedule(delayMs, tellLate);
    for (const frame of frames) late.push({ account, frame });
  };

  const stops = exchange.accounts.map((account) =>
    account.watch({
      onStep: (step) => {
        if (isHeard(account)) pass(account, stepFrames(step, account.orders));
      },
      onNotice: (notice) => pass(account, noticeFrames(notice)),
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
      cancelLate();
      for (const { cancel } of held.values()) cancel();
    },
  };
}
