import { describe, expect, test } from 'vitest';
import { findApi } from '../../src/runtime/lms/find-api.js';

const api12 = { LMSInitialize: () => 'true', LMSSetValue: () => 'true' };
const api2004 = { Initialize: () => 'true', SetValue: () => 'true' };

interface FakeFrame {
  API?: unknown;
  API_1484_11?: unknown;
  parent?: unknown;
  opener?: unknown;
  top?: unknown;
  document?: unknown;
}

/** A window that is its own parent unless it gets another. */
function frame(properties: FakeFrame = {}): FakeFrame {
  const made: FakeFrame = { opener: null, ...properties };
  made.parent ??= made;
  made.top ??= made;
  return made;
}

const find = (start: FakeFrame, standard: 'scorm12' | 'scorm2004' = 'scorm12') =>
  findApi(start as unknown as Window, standard);

describe('the search for the LMS', () => {
  test('finds nothing where there is none', () => {
    expect(find(frame({ parent: frame() }))).toBeNull();
  });

  test.each([
    ['own window', frame({ API: api12 })],
    ['parent 1', frame({ parent: frame({ API: api12 }) })],
    ['parent 2', frame({ parent: frame({ parent: frame({ API: api12 }) }) })],
    ['opener 1', frame({ opener: frame({ API: api12 }) })],
    ['opener 1', frame({ parent: frame({ opener: frame({ API: api12 }) }) })],
    ['opener 1 parent 1', frame({ opener: frame({ parent: frame({ API: api12 }) }) })],
    ['opener 2', frame({ opener: frame({ opener: frame({ API: api12 }) }) })],
    ['opener 2', frame({ opener: frame({ parent: frame({ opener: frame({ API: api12 }) }) }) })],
    [
      'document of the opener',
      frame({ top: frame({ opener: { document: { API: api12 }, closed: false } }) }),
    ],
  ])('finds it in: %s', (where, start) => {
    expect(find(start)).toMatchObject({ api: api12, standard: 'scorm12', where });
  });

  test('takes the packaged standard from far before the other one nearby', () => {
    const start = frame({ API_1484_11: api2004, parent: frame({ API: api12 }) });
    expect(find(start)).toMatchObject({ standard: 'scorm12', where: 'parent 1' });
    expect(find(start, 'scorm2004')).toMatchObject({ standard: 'scorm2004', where: 'own window' });
  });

  test('takes the other standard where the packaged one is nowhere', () => {
    expect(find(frame({ parent: frame({ API: api12 }) }), 'scorm2004')).toMatchObject({
      standard: 'scorm12',
    });
    expect(find(frame({ parent: frame({ API_1484_11: api2004 }) }))).toMatchObject({
      standard: 'scorm2004',
    });
  });

  test.each([
    ['an element with the id', { tagName: 'DIV' }],
    ['text', 'API'],
    ['nothing', null],
    ['half an API', { LMSInitialize: () => 'true' }],
  ])('passes over %s', (_, API) => {
    expect(find(frame({ API, parent: frame({ API: api12 }) }))).toMatchObject({
      where: 'parent 1',
    });
  });

  test('climbs on over a window of another site', () => {
    const foreign = new Proxy(frame({ parent: frame({ API: api12 }) }), {
      get(target, name) {
        if (name === 'parent' || name === 'top' || name === 'opener') return target[name];
        throw new DOMException('Blocked a frame from accessing a cross-origin frame.');
      },
    });
    expect(find(frame({ parent: foreign }))).toMatchObject({ where: 'parent 2' });
  });

  test('finds an API whose functions are hidden behind a function object', () => {
    const API = Object.assign(() => undefined, api12);
    expect(find(frame({ API }))).toMatchObject({ where: 'own window' });
  });

  test.each([
    [499, 'parent 499'],
    [500, undefined],
  ])('looks no further than five hundred windows: %i frames up', (frames, where) => {
    let window = frame({ API: api12 });
    for (let level = 0; level < frames; level += 1) window = frame({ parent: window });
    expect(find(window)?.where).toBe(where);
  });

  test('ends in a ring of openers and in an endless chain of parents', () => {
    const first = frame();
    first.opener = frame({ opener: first });
    expect(find(first)).toBeNull();
    const endless = (): FakeFrame => ({
      get parent() {
        return endless();
      },
      opener: null,
    });
    expect(find(endless())).toBeNull();
  });
});
