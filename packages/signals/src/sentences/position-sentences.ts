import type { SentenceTable } from './sentence-table.ts';

/** What became of a position, its stops and its targets. */
export const POSITION_SENTENCES = {
  'nobody-owns': 'The account holds <quantity:number> <symbol> <direction:direction> that no strategy owns.',
  'taken-by':
    '<quantity:number> <symbol> of <stream> was taken by an order of <other>: two of its orders filled at once. It is not bought back.',
  'none-open': 'No <direction:direction> of <symbol> is open on this account any more.',
  'waited-to-take-away': 'It waited too long to take a stop or target away.',
  'past-stop': 'The price is <price:number> by now: past the stop <stop:number>. Nothing was changed.',
  'then-closed': '<why:sentence> The position is closed.',
  'stop-refused': 'The stop was refused.',
  'exchange-does-not-know': 'The exchange does not know it.',
  'no-stop-proven': 'No stop could be proven in time.',
  'gone-unheard':
    '<quantity:number> <symbol> of what strategies own is not on the account, by an order of this desk that its journal never heard of; it is not bought back.',
  'gone-by-others':
    '<quantity:number> <symbol> of what strategies own is not on the account, by no order of this desk; it is not bought back.',
  'gone-unread':
    '<quantity:number> <symbol> of what strategies own is not on the account; by whom is not known before its fills can be read. It is not bought back.',
  'past-unread': 'No entry begins before that is read; exits and stops go on. <why:sentence>',
  'entries-halted-on':
    'Entries into <symbol> on this account are halted until someone accepts that with /resume; exits go on.',
  'surplus-left-no-price': 'It is left alone: no price is known.',
  'surplus-left-no-cap': 'It is left alone: no maxNotional says how much may be brought back.',
  'surplus-left-beyond': 'It is left alone: that is beyond <cap:number>.',
  'surplus-closed': 'It is closed.',
} as const satisfies SentenceTable;
