/** Makes an element; `attributes` with a function are listeners. Text goes in as text, never as HTML. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== false));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A line icon of 24 × 24 from the path's data. */
export function icon(path, name = '') {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', `icon ${name}`);
  const shape = document.createElementNS(SVG, 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}

export const byId = (id) => document.getElementById(id);

export const nameOf = ({ first_name: first, last_name: last, title }) =>
  title ?? [first, last].filter(Boolean).join(' ');

/** One of seven colours, the same for an id every time. */
export const colourOf = (id) => `colour-${(Math.imul(Math.abs(id) | 0, 0x9e3779b1) >>> 8) % 7}`;

/** A round picture with initials, in a colour of its own for every id. */
export function avatar(subject, size = '') {
  const words = nameOf(subject).trim().split(/\s+/);
  const initials = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '').join('');
  return h('span', { class: `avatar ${colourOf(subject.id)} ${size}`, 'aria-hidden': 'true' }, initials.toUpperCase());
}

const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long' });
const LONG_DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' });
const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: 'long' });

export const timeText = (seconds) => TIME.format(seconds * 1000);
export const fullTimeText = (seconds) => new Date(seconds * 1000).toLocaleString();

/** The line between two days. */
export function dayText(seconds, nowMs) {
  const date = new Date(seconds * 1000);
  const now = new Date(nowMs);
  const days = Math.round((startOfDay(now) - startOfDay(date)) / 86_400_000);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  if (days > 1 && days < 7) return WEEKDAY.format(date);
  return (date.getFullYear() === now.getFullYear() ? DAY : LONG_DAY).format(date);
}

const startOfDay = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** A `date_time` entity in the reader's own zone. */
export function dateTimeText(unixSeconds, format) {
  const date = new Date(unixSeconds * 1000);
  if (format === 'r') return relativeText(date.getTime() - Date.now());
  const has = (letter) => format.includes(letter);
  const options = {
    ...(has('w') ? { weekday: has('D') ? 'long' : 'short' } : {}),
    ...(has('d') ? { dateStyle: undefined, day: 'numeric', month: 'numeric', year: 'numeric' } : {}),
    ...(has('D') ? { day: 'numeric', month: 'long', year: 'numeric' } : {}),
    ...(has('t') || has('T') ? { hour: '2-digit', minute: '2-digit' } : {}),
    ...(has('T') ? { second: '2-digit' } : {}),
  };
  return new Intl.DateTimeFormat(undefined, options).format(date);
}

function relativeText(ms) {
  const steps = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000], ['second', 1000]];
  const [unit, length] = steps.find(([, size]) => Math.abs(ms) >= size) ?? steps.at(-1);
  return new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }).format(Math.round(ms / length), unit);
}
