import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { EDITIONS, type Edition } from '../../manifest/editions.js';
import { parsePage, type ParsedElement } from '../support/parsed-page.js';
import { samplePackage } from '../support/sample-package.js';

async function textOf(edition: Edition, name: string): Promise<string> {
  return (await samplePackage(edition)).get(name)?.toString() ?? '';
}

async function elementsOf(edition: Edition): Promise<readonly ParsedElement[]> {
  return parsePage(await textOf(edition, 'index.html')).elements;
}

/** Names of namespaces and schemas, which nothing fetches, and addresses inside licences. */
const NAMES_ONLY = [
  'http://www.w3.org/',
  'http://www.imsglobal.org/xsd/',
  'http://www.imsproject.org/xsd/',
  'http://www.adlnet.org/xsd/',
  'http://ltsc.ieee.org/xsd/',
];

describe.each(EDITIONS)('the %s package', (edition) => {
  test('names no outside host but those of links, namespaces and licences', async () => {
    const files = await samplePackage(edition);
    const links = (await elementsOf(edition))
      .filter(({ tag }) => tag === 'a')
      .map(({ attributes }) => attributes['href'] ?? '');
    const found = [...files]
      .filter(([name]) => !/\.(xsd|dtd)$|^notice\.txt$/.test(name))
      .flatMap(([name, data]) =>
        addresses(data.toString()).map((address) => `${name}: ${address}`),
      );
    const strange = found.filter(
      (line) =>
        !NAMES_ONLY.some((start) => line.includes(`: ${start}`)) &&
        !links.some((link) => line.endsWith(`: ${link}`)),
    );
    expect(strange).toEqual([]);
  });

  test('has a page that loads nothing by itself', async () => {
    const loading = (await elementsOf(edition)).filter(
      ({ tag, attributes }) =>
        LOADING_TAGS.test(tag) ||
        LOADING.some((name) => isOutside(attributes[name])) ||
        (tag !== 'a' && isOutside(attributes['href'])),
    );
    expect(loading).toEqual([]);
  });

  test('has a page whose policy allows what is inside it and nothing else', async () => {
    const elements = await elementsOf(edition);
    const policy = elements.find(
      ({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy',
    );
    const hashes = (tag: string): string =>
      elements
        .filter((one) => one.tag === tag && one.attributes['type'] !== 'application/json')
        .map(({ text }) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
        .join(' ');
    expect(policy?.attributes['content']?.split('; ').sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "form-action 'none'",
      `script-src ${hashes('script')}`,
      `style-src ${hashes('style')}`,
    ]);
  });

  test('has a page without handlers and styles in attributes', async () => {
    const forbidden = (await elementsOf(edition)).flatMap(({ tag, attributes }) =>
      Object.keys(attributes)
        .filter((name) => name === 'style' || name.startsWith('on'))
        .map((name) => `${tag} ${name}`),
    );
    expect(forbidden).toEqual([]);
  });

  test('has links that open beside the lesson and tell nobody where from', async () => {
    const outside = (await elementsOf(edition)).filter(
      ({ tag, attributes }) => tag === 'a' && !attributes['href']?.startsWith('#'),
    );
    const told = outside.filter(
      ({ attributes }) =>
        attributes['href']?.startsWith('https:') && !attributes['rel']?.includes('noopener'),
    );
    expect(told).toEqual([]);
    expect(outside.length).toBeGreaterThan(0);
  });

  test('has no source map and runs no text as code', async () => {
    const page = await textOf(edition, 'index.html');
    expect(page).not.toMatch(/sourceMappingURL/);
    expect(page).not.toMatch(
      /\beval\(|new Function\(|document\.write|\.innerHTML\s*=\s*[^=]*location/,
    );
  });

  test('spells the elements of an LMS that some LMSs look for in the script', async () => {
    const page = await textOf(edition, 'index.html');
    expect(page).toContain('cmi.core.lesson_status');
    expect(page).toContain('cmi.completion_status');
    expect(page).toContain('cmi.success_status');
  });
});

const LOADING_TAGS =
  /^(link|iframe|frame|object|embed|img|image|video|audio|source|track|base|form)$/;
const LOADING = ['src', 'srcset', 'data', 'action', 'formaction', 'poster', 'xlink:href', 'ping'];

/** Whether an attribute leads anywhere but to a place in the page itself. */
function isOutside(value: string | undefined): boolean {
  return value !== undefined && !value.startsWith('#');
}

function addresses(text: string): readonly string[] {
  return text.match(/(?:https?:)?\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s"'<>`)\\]*/gi) ?? [];
}
