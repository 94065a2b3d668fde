import { describe, expect, test } from 'vitest';
import { readIcons } from '../../scripts/packaging/program.js';
import { renderBody } from '../../src/compiler/render-page.js';
import { lessonOf } from '../../src/core/lesson.js';
import type { Byte } from '../../src/core/byte.js';
import { sampleByte } from '../support/sample-lesson.js';

const icons = await readIcons();

/** The body is all that the build renders from templates. */
function pageOf(byte: Byte): string {
  return renderBody({ byte, lesson: lessonOf(byte, 'abc12345'), pictures: new Map(), icons });
}

/** The HTML inside the first `<tag>` of the sample page. */
function inside(tag: string): string {
  const page = pageOf(sampleByte);
  return page.slice(page.indexOf(`<${tag}`), page.indexOf(`</${tag}>`));
}

describe('the page as the build writes it', () => {
  test.each([
    ['byte-self-check', 'I like to be outdoors.'],
    ['byte-quiz', 'The questions'],
    ['byte-single-choice', 'Who would make the best beekeeper?'],
    ['byte-multiple-choice', 'Which of these belong to a typical day?'],
    ['byte-true-false', 'A beekeeper never meets anybody.'],
    ['byte-matching', 'Sort the things.'],
    ['byte-checklist', 'Read about bees'],
    ['byte-feedback', 'This Byte helped me understand the topic.'],
  ])('has the first rendering of <%s> in it', (tag, words) => {
    expect(inside(tag)).toContain(words);
  });

  test.each(['byte-self-check', 'byte-quiz', 'byte-checklist', 'byte-feedback'])(
    'shows nothing as chosen in <%s>, because nobody has chosen yet',
    (tag) => {
      expect(inside(tag).match(/<[^>]*\s(?:checked|selected|disabled)[\s=>][^>]*/g)).toBeNull();
    },
  );

  test('holds no style attribute, which the page’s own policy would refuse', () => {
    expect(pageOf(sampleByte).match(/<[^>]*\sstyle=[^>]*>/g)).toBeNull();
  });

  test('holds no marker of the renderer', () => {
    // The build replaces these two comments.
    const markers =
      /<!--(?!early-script|lesson-data)[^>]*>|<\?[^>]*>|<template[^>]*>|defer-hydration|lit-part/g;
    expect(pageOf(sampleByte).match(markers)).toBeNull();
  });

  test('has every id once', () => {
    const ids = [...pageOf(sampleByte).matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('keeps what an author wrote as text', () => {
    const hostile = '"><img src=x onerror=alert(1)>';
    const sections = sampleByte.sections.map((section) =>
      section.kind === 'quiz'
        ? { ...section, questions: section.questions.map((q) => ({ ...q, prompt: hostile })) }
        : section,
    );
    expect(pageOf({ ...sampleByte, sections }).match(/<img[^>]*>/g)).toBeNull();
  });
});
