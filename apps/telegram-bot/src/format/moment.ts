import { PLAIN_SPEECH } from '../language/speech.ts';

export const { time: formatTime, span: formatSpan, dayTime: formatDayTime } = PLAIN_SPEECH;
