import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../src/ui/styles/tokens.css', import.meta.url), 'utf8');

type Scheme = 'light' | 'dark';
type Palette = ReadonlyMap<string, string>;

/** The colours that the rule of `selector` sets, for one of the two schemes of the system. */
function coloursOf(selector: string, scheme: Scheme): Palette {
  const start = css.indexOf(`${selector} {`);
  const rule = css.slice(start, css.indexOf('\n}', start));
  const found = rule.matchAll(/--byte-([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g);
  return new Map(
    [...found].map(
      ([, name, light, dark]) => [name, scheme === 'light' ? light : dark] as [string, string],
    ),
  );
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ['ground', 'surface', 'tint'];
const JUDGED = [...GROUNDS, 'good-tint', 'wrong-tint'];

/** What is written in which colour on what. */
const WORDS: readonly (readonly [string, readonly string[]])[] = [
  ['ink', JUDGED],
  ['ink-soft', JUDGED],
  ['link', JUDGED],
  ['good', JUDGED],
  ['wrong', JUDGED],
  ['on-accent', ['accent']],
  ['on-mark', ['mark']],
];

/** What has to be told from what to see a control, a state or a drawing. */
const SHAPES: readonly (readonly [string, readonly string[]])[] = [
  ['edge', JUDGED],
  ['accent', GROUNDS],
  ['focus', [...JUDGED, 'mark']],
  ['bit-1', GROUNDS],
  ['bit-2', GROUNDS],
  ['bit-3', GROUNDS],
  ['bit-4', GROUNDS],
  ['bit-open', GROUNDS],
];

const normal = (scheme: Scheme): Palette => coloursOf(':root', scheme);
const contrast = (scheme: Scheme): Palette =>
  new Map([...normal(scheme), ...coloursOf(":root[data-theme='contrast']", scheme)]);

describe.each([
  { theme: 'light', palette: normal('light'), words: 4.5 },
  { theme: 'dark', palette: normal('dark'), words: 4.5 },
  { theme: 'high contrast on a light system', palette: contrast('light'), words: 7 },
  { theme: 'high contrast on a dark system', palette: contrast('dark'), words: 7 },
])('the $theme theme', ({ palette, words }) => {
  const tooWeak = (
    pairs: readonly (readonly [string, readonly string[]])[],
    least: number,
  ): readonly string[] =>
    pairs.flatMap(([front, backs]) =>
      backs.flatMap((back) => {
        const [one, other] = [palette.get(front), palette.get(back)];
        const value = one && other ? ratio(one, other) : 0;
        return value < least ? [`${front} on ${back}: ${value.toFixed(2)}`] : [];
      }),
    );

  test('has words that can be read on every ground', () => {
    expect(tooWeak(WORDS, words)).toEqual([]);
  });

  test('has controls, states and drawings that can be told from every ground', () => {
    expect(tooWeak(SHAPES, 3)).toEqual([]);
  });
});

test('the high-contrast theme replaces every colour', () => {
  expect([...coloursOf(":root[data-theme='contrast']", 'light').keys()]).toEqual([
    ...normal('light').keys(),
  ]);
});
