export { openSoakFile, type SoakFile, type SoakFileOptions, type SoakPart, type SoakResult } from './soak-file.ts';
export { nextSeed, sumOf } from './earlier.ts';
