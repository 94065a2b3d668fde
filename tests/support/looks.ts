import { readFileSync, writeFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Frame, Page } from 'playwright';

/** Pixels of a page that become one square of a look. */
const SQUARE = 16;
/** How far a colour (0–255) may be off before its square counts as another one. */
const NEAR = 40;

/** What a page looks like from afar: the mean colour of each square, row by row. */
export interface Look {
  readonly columns: number;
  readonly colours: readonly (readonly [number, number, number])[];
}

/**
 * Looks at the frame from afar. Machines have other fonts and smooth them in
 * other ways, so pixels can never be compared; large squares can.
 */
export async function lookAt(page: Page, frame: Frame): Promise<Look> {
  const png = (await (await frame.frameElement()).screenshot()).toString('base64');
  return page.evaluate(
    async ({ source, square }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${source}`;
      await image.decode();
      const columns = Math.floor(image.width / square);
      const rows = Math.floor(image.height / square);
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('The browser cannot draw.');
      context.drawImage(image, 0, 0);
      const mean = (index: number): [number, number, number] => {
        const left = (index % columns) * square;
        const top = Math.floor(index / columns) * square;
        const { data } = context.getImageData(left, top, square, square);
        const part = (offset: number): number =>
          Math.round(
            data.reduce((sum, value, at) => (at % 4 === offset ? sum + value : sum), 0) /
              (square * square),
          );
        return [part(0), part(1), part(2)];
      };
      return {
        columns,
        colours: Array.from({ length: columns * rows }, (_, index) => mean(index)),
      };
    },
    { source: png, square: SQUARE },
  );
}

/** The share of squares, 0–1, whose colour is not the same in both; 1 when their sizes differ. */
export function difference(one: Look, other: Look): number {
  if (one.columns !== other.columns || one.colours.length !== other.colours.length) return 1;
  const far = one.colours.filter((colour, index) =>
    colour.some((part, at) => Math.abs(part - (other.colours[index]?.[at] ?? -999)) > NEAR),
  );
  return far.length / one.colours.length;
}

/** The look that was kept under `path`; the first time it is the one that is given. */
export function keptLook(path: string, look: Look): Look {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    const lines = look.colours.map((colour) =>
      colour.map((part) => part.toString(16).padStart(2, '0')).join(''),
    );
    const rows = Array.from({ length: Math.ceil(lines.length / look.columns) }, (_, row) =>
      lines.slice(row * look.columns, (row + 1) * look.columns).join(' '),
    );
    writeFileSync(path, `${rows.join('\n')}\n`);
  }
  const rows = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((row) => row.split(' '));
  return {
    columns: rows[0]?.length ?? 0,
    colours: rows
      .flat()
      .map(
        (colour) =>
          [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as unknown as [
            number,
            number,
            number,
          ],
      ),
  };
}
