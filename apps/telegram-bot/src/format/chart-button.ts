import type { Speech } from '../language/speech.ts';
import { chartTexts } from '../language/texts/chart.ts';
import type { Button } from './card.ts';
import { viewButton } from './view-button.ts';

/** Shows the chart of an account's symbol below the card. */
export function chartButton({ say }: Speech, symbol: string, brokerId: string): readonly Button[] {
  return viewButton(say(chartTexts).button, { command: `chart ${symbol} @${brokerId}`, as: 'message' });
}
