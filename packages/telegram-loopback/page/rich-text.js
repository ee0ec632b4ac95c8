import { dateTimeText, fullTimeText, h, icon } from './dom.js';

const TAGS = { bold: 'strong', italic: 'em', underline: 'u', strikethrough: 's' };
const BLOCKS = new Set(['pre', 'blockquote', 'expandable_blockquote']);
const COPY = 'M9 9h10v10H9zM5 15V5h10';

/**
 * Builds nodes for a text with entities, which come sorted and nested.
 * `onCommand` gets a tapped /command, `onCopy` a tapped piece of code.
 */
export function richText(text, entities = [], { onCommand, onCopy }) {
  const build = (from, to, list) => {
    const nodes = [];
    let position = from;
    for (let i = 0; i < list.length; ) {
      const entity = list[i];
      const end = entity.offset + entity.length;
      let next = i + 1;
      while (next < list.length && list[next].offset < end) next++;
      const isBlock = BLOCKS.has(entity.type);
      // a block breaks the line by itself: the line breaks around it would show as empty lines
      const before = text.slice(position, entity.offset);
      if (before !== '') nodes.push(isBlock ? before.replace(/\n$/, '') : before);
      nodes.push(wrap(entity, text.slice(entity.offset, end), () => build(entity.offset, end, list.slice(i + 1, next))));
      position = isBlock && text[end] === '\n' && end < to ? end + 1 : end;
      i = next;
    }
    if (position < to) nodes.push(text.slice(position, to));
    return nodes;
  };

  const wrap = (entity, raw, inner) => {
    switch (entity.type) {
      case 'bold':
      case 'italic':
      case 'underline':
      case 'strikethrough':
        return h(TAGS[entity.type], {}, inner());
      case 'spoiler':
        return spoiler(inner());
      case 'code':
        return h('code', { title: 'Tap to copy', click: () => onCopy(raw) }, raw);
      case 'pre':
        return codeBlock(entity.language, raw, () => onCopy(raw));
      case 'blockquote':
        return h('blockquote', {}, inner());
      case 'expandable_blockquote':
        return expandable(inner());
      case 'text_link':
        return link(entity.url, inner());
      case 'url':
        return link(/^[a-z]+:\/\//i.test(raw) ? raw : `http://${raw}`, inner());
      case 'email':
        return link(`mailto:${raw}`, inner());
      case 'bot_command':
        return h('button', { type: 'button', class: 'command-link', click: () => onCommand(raw) }, raw);
      case 'date_time':
        return h('time', { title: fullTimeText(entity.unix_time) }, dateText(entity, raw));
      case 'mention':
      case 'text_mention':
      case 'hashtag':
      case 'cashtag':
        return h('span', { class: 'tag' }, inner());
      default:
        return h('span', {}, inner());
    }
  };
  return build(0, text.length, entities);
}

const dateText = ({ unix_time: time, date_time_format: format }, raw) => (format ? dateTimeText(time, format) : raw);

function link(url, children) {
  const isSafe = URL.canParse(url) && ['http:', 'https:', 'mailto:'].includes(new URL(url).protocol);
  if (!isSafe) return h('span', { class: 'tag', title: url }, children);
  return h('a', { href: url, target: '_blank', rel: 'noopener noreferrer', title: url }, children);
}

function spoiler(children) {
  const reveal = () => {
    element.classList.add('revealed');
    element.removeAttribute('aria-label');
  };
  const element = h(
    'span',
    {
      class: 'spoiler',
      role: 'button',
      tabindex: 0,
      'aria-label': 'Hidden text, press to show',
      click: reveal,
      keydown: (event) => event.key === 'Enter' && reveal(),
    },
    h('span', {}, children),
  );
  return element;
}

function codeBlock(language, raw, copy) {
  return h(
    'span',
    { class: 'code-block' },
    h(
      'span',
      { class: 'code-head' },
      h('span', {}, language ?? ''),
      h('button', { type: 'button', class: 'code-copy', 'aria-label': 'Copy the code', click: copy }, icon(COPY)),
    ),
    h('pre', { tabindex: 0 }, raw.replace(/\n$/, '')),
  );
}

function expandable(children) {
  const quote = h('blockquote', { class: 'expandable' }, h('span', { class: 'quote-body' }, children));
  const toggle = h(
    'button',
    {
      type: 'button',
      class: 'quote-toggle',
      'aria-expanded': 'false',
      'aria-label': 'Show the whole quote',
      click: () => toggle.setAttribute('aria-expanded', String(quote.classList.toggle('open'))),
    },
    icon('M6 9l6 6 6-6'),
  );
  quote.append(toggle);
  return quote;
}
