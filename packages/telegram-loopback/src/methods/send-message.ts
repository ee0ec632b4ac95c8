import { readMessageText } from '../arguments/read-formatted-text.ts';
import type { FormattedText } from '../text/formatted-text.ts';
import type { MessageContent } from '../wire/message.ts';
import { userFinder, type Method } from './method.ts';
import { sendContent } from './send-target.ts';

export const sendMessage: Method = ({ world, args }) =>
  sendContent(world, args, textContent(readMessageText(args, userFinder(world), 'message is too long')));

/** The message fields of a text; `entities` only where there are some. */
export function textContent({ text, entities }: FormattedText): MessageContent {
  return { text, ...(entities.length === 0 ? {} : { entities }) };
}

/** The message fields of a caption, if any. */
export function captionContent(caption: FormattedText | undefined): MessageContent {
  if (caption === undefined) return {};
  return {
    caption: caption.text,
    ...(caption.entities.length === 0 ? {} : { caption_entities: caption.entities }),
  };
}
