import { expect, test } from 'vitest';
import { ownNames } from '../../src/runtime/scorm/own-names.js';
import { fakeWindow } from '../support/fake-window.js';

test.each([
  'https://lms.example/content/7/',
  'https://lms.example/content/7/index.html',
  'https://lms.example/content/7/index.html?a=1',
  'https://lms.example/content/7/index.html#step',
  'https://lms.example/content/7/other.html?back=/a/b#/c/d',
])('the course at %s is known by its folder', (href) => {
  const { window } = fakeWindow({ location: { href } });
  const { owner, key } = ownNames(window, 'lesson', 'ada');
  expect(owner).toBe('ada\nhttps://lms.example/content/7/');
  expect(key).toMatch(/^career-byte\.lesson\.[A-Za-z0-9]{6}$/);
});
