import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { IconShapes } from '../ui/static/drawings.js';

/** What the icons of the page are called in the set that they come from, Lucide. */
const IN_LUCIDE: Readonly<Record<keyof IconShapes, string>> = {
  again: 'rotate-cw',
  away: 'arrow-up-right',
  back: 'chevron-left',
  check: 'check',
  clock: 'clock',
  cross: 'x',
  display: 'a-large-small',
  down: 'chevron-down',
  eye: 'eye',
  flag: 'flag',
  flip: 'repeat-2',
  here: 'circle-dot',
  idea: 'lightbulb',
  lock: 'lock',
  next: 'chevron-right',
  open: 'circle',
  print: 'printer',
  speak: 'volume-2',
  stop: 'square',
  target: 'target',
  warn: 'triangle-alert',
};

const { resolve } = createRequire(import.meta.url);

/** The shapes of the icons that the page uses, from the icon set as it is installed. */
export function readIcons(): IconShapes {
  // A cast: the names are those of the table above.
  return Object.fromEntries(
    Object.entries(IN_LUCIDE).map(([name, file]) => [name, shapeOf(file)]),
  ) as unknown as IconShapes;
}

/** What stands inside the file's `<svg>`. */
function shapeOf(name: string): string {
  const text = readFileSync(resolve(`lucide-static/icons/${name}.svg`), 'utf8');
  const [, shape = ''] = /<svg[^>]*>(.*)<\/svg>/s.exec(text) ?? [];
  return shape.replace(/\s*\n\s*/g, '').replaceAll(' />', '/>');
}
