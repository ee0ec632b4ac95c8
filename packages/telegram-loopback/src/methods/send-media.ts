import { readText } from '../arguments/arguments.ts';
import { readCaption } from '../arguments/read-formatted-text.ts';
import { userFinder, type Method } from './method.ts';
import { readMedia } from './read-media.ts';
import { captionContent } from './send-message.ts';
import { sendContent } from './send-target.ts';

const sendMedia =
  (kind: 'photo' | 'document'): Method =>
  ({ world, args }) => {
    const caption = captionContent(readCaption(args, userFinder(world)));
    return sendContent(world, args, { ...readMedia(world, args, kind, readText(args, kind)), ...caption });
  };

export const sendPhoto = sendMedia('photo');
export const sendDocument = sendMedia('document');
