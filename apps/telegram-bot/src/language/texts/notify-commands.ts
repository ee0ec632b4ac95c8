import { inLanguages } from '../in-languages.ts';

/** Help of /notify, /mute, /unmute. */
export const notifyCommandTexts = inLanguages({
  en: {
    notify: {
      usage: '[type|group|all loud|silent|off]',
      description: 'what rings in this chat',
      details: [
        'Alone it shows what is set, with buttons.',
        '/notify order.filled silent',
        '/notify signal off',
        '/notify reset',
        'With reset the configuration counts again.',
        'It counts for this chat, or topic, alone. What nobody may miss always rings.',
        'In a group it takes somebody who trades on every account that the group hears of; so does /mute.',
      ],
    },
    mute: {
      usage: '30m|2h|1d',
      description: 'no sound here for a while',
      details: ['/mute 2h', 'Messages still come, without a sound. What nobody may miss rings all the same.'],
    },
    unmute: { usage: '', description: 'sound again', details: ['Ends /mute.'] },
  },
  de: {
    notify: {
      usage: '[typ|gruppe|all loud|silent|off]',
      description: 'was in diesem Chat klingelt',
      details: [
        'Allein zeigt es, was gilt, mit Knöpfen.',
        '/notify order.filled silent',
        '/notify signal off',
        '/notify reset',
        'Mit reset gilt wieder die Konfiguration.',
        'Es gilt nur für diesen Chat oder dieses Thema. Was niemand verpassen darf, klingelt immer.',
        'In einer Gruppe braucht es jemanden, der auf allen Konten handelt, von denen sie hört; für /mute auch.',
      ],
    },
    mute: {
      usage: '30m|2h|1d',
      description: 'hier eine Weile kein Ton',
      details: ['/mute 2h', 'Meldungen kommen weiter, ohne Ton. Was niemand verpassen darf, klingelt trotzdem.'],
    },
    unmute: { usage: '', description: 'wieder mit Ton', details: ['Beendet /mute.'] },
  },
});
