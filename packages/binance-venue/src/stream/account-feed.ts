import type { Exchange } from '../exchange/exchange.ts';
import type { VenueAccount } from '../exchange/venue-account.ts';
import type { StreamFault } from '../faults/fault-rule.ts';
import { toJson } from '../to-json.ts';
import { createAccountLine } from './account-line.ts';
import type { Ear } from './ear.ts';
import type { Frame } from './frames/frame.ts';
import { noticeFrames } from './frames/notice-frames.ts';
import { createRealizedTally } from './frames/realized-tally.ts';
import { stepFrames } from './frames/step-frames.ts';

/** Tells accounts' events to their connections, with what goes wrong on the way. */
export interface AccountFeed {
  add(account: VenueAccount, ear: Ear): void;
  remove(account: VenueAccount, ear: Ear): void;
  cutAll(): void;
  close(): void;
}

export interface AccountFeedOptions {
  /** `null`: told at once, inside the step that made it happen. */
  readonly delayMs: number | null;
}

export function createAccountFeed(exchange: Exchange, { delayMs }: AccountFeedOptions): AccountFeed {
  const feeds = new Map(exchange.accounts.map((account) => [account, feedAccount(exchange, account, delayMs)]));
  return {
    add: (account, ear) => void feeds.get(account)?.ears.add(ear),
    remove: (account, ear) => void feeds.get(account)?.ears.delete(ear),
    cutAll() {
      for (const { ears } of feeds.values()) for (const ear of ears) ear.cut();
    },
    close() {
      for (const { close } of feeds.values()) close();
    },
  };
}

function feedAccount(exchange: Exchange, account: VenueAccount, delayMs: number | null) {
  const { clock, faults, listenKeys } = exchange;
  const ears = new Set<Ear>();
  const realized = createRealizedTally();

  const shout = (text: string) => {
    for (const ear of ears) ear.hear(null, text);
  };
  const give = ({ type, body }: Frame, times: number) => {
    const listening = [...ears].filter((ear) => ear.wants(type));
    if (listening.length === 0) return;
    const text = toJson(body);
    for (let time = 0; time < times; time += 1) for (const ear of listening) ear.hear(type, text);
  };
  const line = createAccountLine(clock, (frame, met) => {
    const kinds = new Set(met.map(({ kind }) => kind));
    const silence = met.find((fault) => fault.kind === 'silence');
    if (kinds.has('malformed')) shout(`{"e":"${frame.type}","E":`);
    if (kinds.has('unknown-event')) shout(toJson({ e: 'SOMETHING_NEW', E: clock.now(), x: { y: '1' } }));
    if (kinds.has('expire-key')) listenKeys.expire(account);
    if (kinds.has('close')) for (const ear of ears) ear.cut();
    if (silence !== undefined) for (const ear of ears) ear.silence(silence.answersPings ?? false);
    if (kinds.has('drop-event') || kinds.has('close')) return;
    give(frame, kinds.has('duplicate') ? 2 : 1);
  });
  const tell = (frames: readonly Frame[]) => {
    for (const frame of frames) {
      const { type: path, clientOrderId = '' } = frame;
      line.push(frame, takeFaults({ transport: 'stream', method: '', path, account: account.name, clientOrderId }));
    }
  };
  const takeFaults = (place: Parameters<typeof faults.takeForEvent>[0]): readonly StreamFault[] =>
    ears.size === 0 ? [] : faults.takeForEvent(place);

  let late: Frame[] = [];
  let cancelLate = () => {};
  const tellLate = () => {
    const due = late;
    late = [];
    tell(due);
  };
  const pass = (frames: readonly Frame[]) => {
    if (delayMs === null) return tell(frames);
    if (late.length === 0) cancelLate = clock.schedule(delayMs, tellLate);
    late.push(...frames);
  };
  const stop = account.watch({
    onStep(step) {
      for (const event of step.events) if (event.type === 'fill-received') realized.add(event.fill);
      if (ears.size > 0) pass(stepFrames(step, account.orders, realized));
    },
    onNotice(notice) {
      if (ears.size > 0) pass(noticeFrames(notice, realized));
    },
  });
  return {
    ears,
    close() {
      stop();
      cancelLate();
      line.close();
    },
  };
}
