export interface SizeRow {
  readonly name: string;
  /** Bytes. */
  readonly tarball: number;
  /** Bytes of the package and all that comes with it. */
  readonly installed: number;
  readonly dependencies: number;
}

/** Sizes in the page are in kB and MB of a thousand. */
const KB = 1000;
const MB = 1_000_000;
/** A size may differ by so much from what the page says before it has to be written anew: code and dependencies grow. */
const TOLERANCE = 0.25;
const TABLE = /<!-- sizes -->\n[\s\S]*?<!-- \/sizes -->/;

/** The page with its table made anew. */
export function writeSizes(page: string, rows: readonly SizeRow[]): string {
  const lines = rows.map(
    ({ name, tarball, installed, dependencies }) =>
      `| \`${name}\` | ${Math.round(tarball / KB)} kB | ${(installed / MB).toFixed(1)} MB | ${dependencies} |`,
  );
  const head = ['| package | tarball | installed, with all it brings | dependencies |', '| --- | ---: | ---: | ---: |'];
  return page.replace(TABLE, ['<!-- sizes -->', ...head, ...lines, '<!-- /sizes -->'].join('\n'));
}

/** What the page says of each package. */
export function readSizes(page: string): readonly SizeRow[] {
  const row = /^\| `([^`]+)` \| (\d+) kB \| ([\d.]+) MB \| (\d+) \|$/gm;
  return [...(TABLE.exec(page)?.[0] ?? '').matchAll(row)].map(([, name = '', tarball, installed, dependencies]) => ({
    name,
    tarball: Number(tarball) * KB,
    installed: Number(installed) * MB,
    dependencies: Number(dependencies),
  }));
}

/** What the page says that does not hold: counts exactly, sizes within a quarter or what rounding hides. */
export function staleSizes(said: SizeRow | undefined, measured: SizeRow): readonly string[] {
  if (said === undefined) return [`docs/packages.md has no row for ${measured.name}`];
  const differs = (a: number, b: number, rounding: number) => Math.abs(a - b) > Math.max(b * TOLERANCE, rounding);
  const wrong = [
    differs(said.tarball, measured.tarball, KB) && `tarball: ${said.tarball} bytes said, ${measured.tarball} measured`,
    differs(said.installed, measured.installed, MB / 10) &&
      `installed: ${said.installed} bytes said, ${measured.installed} measured`,
    said.dependencies !== measured.dependencies &&
      `dependencies: ${said.dependencies} said, ${measured.dependencies} counted`,
  ];
  return wrong.filter((text) => text !== false);
}
