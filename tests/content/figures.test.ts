import { describe, expect, test } from 'vitest';
import { texts } from './it-project-manager.js';
import { textsAt } from './lesson-texts.js';

const claims = texts
  .filter(({ place, field }) => place.startsWith('facts.') && field === 'claim')
  .map(({ plain }) => plain);

/** A number as a reader sees it, with its currency or percent sign. */
const NUMBER = /[+-]?(?:\b[A-Z]{1,2})?[$€£]?\d[\d,.]*\d%?|\d%/g;

/** Whether some claim of the fact register holds `figure`, and not merely a longer one. */
function isRegistered(figure: string): boolean {
  return claims.some((claim) => [...claim.matchAll(NUMBER)].some(([known]) => known === figure));
}

describe('the figures of the lesson', () => {
  test('all stand in the fact register, wherever a text uses one', () => {
    const unregistered = texts
      .filter(
        ({ place, field }) => /^(sections|title|description)/.test(place) && field !== 'label',
      )
      .flatMap(({ place, plain }) =>
        (plain.match(NUMBER) ?? [])
          .filter((figure) => !isRegistered(figure))
          .map((figure) => `${place}: ${figure}`),
      );
    expect(unregistered).toEqual([]);
  });

  test('are the three that the sources give', () => {
    const shown = texts.filter(({ field }) => field === 'shown').map(({ plain }) => plain);
    expect(shown).toEqual(['C$82,000', 'US$88,980', '+5.7%', 'Bachelor’s degree']);
  });

  test('rest on a claim that says the same', () => {
    for (const { place, plain } of texts.filter(({ field }) => field === 'shown')) {
      const fact = textsAt(texts, place.replace(/shown$/, 'fact'))[0]?.plain ?? '';
      const claim = textsAt(texts, `facts.${fact}.claim`)[0]?.plain ?? '';
      expect(claim.toLowerCase()).toContain(plain.toLowerCase());
    }
  });

  test('have no value for the median salary of 2020, which the source leaves blank', () => {
    expect(textsAt(texts, 'facts.median-2020.claim')[0]?.plain.match(NUMBER)).toEqual(['2020']);
  });
});
