/** Colours on the pictures' own dark ground, the same in a light and a dark chat; each is told from the ground by 4.5 to 1. */
export const PALETTE = {
  ground: '#10151d',
  panel: '#161d28',
  grid: '#28323f',
  text: '#eef2f7',
  faint: '#a3b0c0',
  up: '#2ec8a0',
  down: '#ff6b6b',
  last: '#dfe7f1',
  entry: '#5fb0ff',
  stop: '#ff8f4d',
  target: '#7ddc6f',
  liquidation: '#ff5fc4',
  order: '#c9a7ff',
} as const;
