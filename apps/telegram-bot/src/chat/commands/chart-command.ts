import { chartCard } from '../../format/chart-card.ts';
import { refusalCard } from '../../format/plain-card.ts';
import { pick } from '../../language/in-languages.ts';
import { chartTexts } from '../../language/texts/chart.ts';
import { candlePicture } from '../../picture/candle-picture.ts';
import type { ChatCommand } from '../chat-command.ts';
import { READ } from './answer.ts';

export const chartCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'chart',
  help: pick(chartTexts, 'chart'),
  async run({ desk, draw }, call) {
    const { speech } = call;
    const chart = await desk.chart(call.user, call.text);
    if (!chart.ok) {
      await call.reply(refusalCard(speech, chart));
      return;
    }
    await call.reply(chartCard(speech, chart.value, await draw(candlePicture(speech, chart.value))));
  },
};
