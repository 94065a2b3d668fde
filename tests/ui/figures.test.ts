import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { describe, expect, test } from 'vitest';
import type { Chart, FiguresSection } from '../../src/core/byte.js';
import { enPage } from '../../src/i18n/en-page.js';
import { figures } from '../../src/ui/static/figures.js';

/** What the page shows of one chart with one figure. */
function shown(kind: Chart['kind'], text: string, amount?: number): string {
  const figure = { id: 'pay', label: 'Pay', shown: text, fact: 'pay' };
  const values = [amount === undefined ? figure : { ...figure, amount }];
  const charts = [{ id: 'chart', title: 'Pay', kind, values, note: [] }];
  const section = { kind: 'figures', id: 'money', charts } as unknown as FiguresSection;
  return collectResultSync(render(figures(section, enPage)));
}

describe('an amount of money', () => {
  const picture = shown('number', 'C$82,000', 82_000);

  test('is drawn as a coin for every 10,000, the last one as far as it is full', () => {
    expect(picture.match(/class="coin"/g)).toHaveLength(9);
    expect(picture.match(/class="coin is-empty"/g)).toHaveLength(1);
    expect(/<svg x="160" width="([\d.]+)"/.exec(picture)?.[1]?.slice(0, 3)).toBe('3.9');
  });

  test('says what a coin stands for to those who see it', () => {
    expect(picture).toMatch(/<p aria-hidden="true">(<!--[^>]+>)*Each coin stands for 10,000/);
  });
});

test.each([
  ['a percentage', 'number', '+5.7%', 5.7],
  ['words', 'words', 'A degree', undefined],
  ['a small number', 'number', '9', 9],
  ['a number of people', 'number', '12,500 people', 12_500],
] as const)('%s is not drawn as coins', (_, kind, text, amount) => {
  expect(shown(kind, text, amount)).not.toMatch(/coin/);
});
