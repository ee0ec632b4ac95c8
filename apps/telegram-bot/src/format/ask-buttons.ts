import type { Notice } from '@perpdesk/signals';
import type { Button } from './card.ts';

type Asks = Extract<Notice, { readonly type: 'signal.asks' }>;

/** Place and Skip: `a:<signal>:p` and `a:<signal>:s`. */
export function askButtons({ signalId, legs }: Asks): readonly (readonly Button[])[] {
  const entry = legs.find(({ kind }) => kind === 'increase');
  const style = entry === undefined || entry.side === 'sell' ? 'danger' : 'success';
  return [
    [
      { type: 'tap', label: entry === undefined ? 'Close it' : 'Place', data: `a:${signalId}:p`, style },
      { type: 'tap', label: 'Skip', data: `a:${signalId}:s` },
    ],
  ];
}
