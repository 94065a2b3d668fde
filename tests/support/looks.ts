import { readFileSync, writeFileSync } from 'node:fs';
import type { Frame, Page } from 'playwright';

/** Pixels of a page that become one square. */
const SQUARE = 16;
/** How far a color channel (0–255) may be off before its square counts as different. */
const NEAR = 40;

/** A page reduced to large squares: the mean color of each, row by row. */
export interface Look {
  readonly columns: number;
  readonly colours: readonly (readonly [number, number, number])[];
}

/**
 * Takes a coarse look at the frame. Fonts and smoothing differ between machines,
 * so pixels cannot be compared; large squares can.
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

/**
 * The expected look in the file at `path`. Where `UPDATE_LOOKS` is set, `look`
 * becomes the expectation first; a missing file is an error otherwise.
 */
export function expectedLook(path: string, look: Look): Look {
  if (process.env['UPDATE_LOOKS']) writeLook(path, look);
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

function writeLook(path: string, { columns, colours }: Look): void {
  const squares = colours.map((colour) =>
    colour.map((part) => part.toString(16).padStart(2, '0')).join(''),
  );
  const rows = Array.from({ length: Math.ceil(squares.length / columns) }, (_, row) =>
    squares.slice(row * columns, (row + 1) * columns).join(' '),
  );
  writeFileSync(path, `${rows.join('\n')}\n`);
}
