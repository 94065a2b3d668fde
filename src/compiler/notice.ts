import type { Byte } from '../core/byte.js';
import type { Inline, RichText } from '../core/rich-text.js';

/** Something in the packages that others made, or that others may use. */
interface Component {
  readonly name: string;
  readonly what: string;
  readonly licence: string;
  /** The words that the licence asks to be kept; empty when the lines above say all. */
  readonly text: string;
}

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;

const LUCIDE = `Copyright (c) 2026 Lucide Icons and Contributors

Permission to use, copy, modify, and/or distribute this software for any
purpose with or without fee is hereby granted, provided that the above
copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES
WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF
MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR
ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF
OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.

Some of the icons come from the Feather project, under the MIT licence:

Copyright (c) 2013-present Cole Bemis

${MIT}`;

const BSD = `Copyright (c) 2017 Google LLC. All rights reserved.

Redistribution and use in source and binary forms, with or without
modification, are permitted provided that the following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this
   list of conditions and the following disclaimer.

2. Redistributions in binary form must reproduce the above copyright notice,
   this list of conditions and the following disclaimer in the documentation
   and/or other materials provided with the distribution.

3. Neither the name of the copyright holder nor the names of its
   contributors may be used to endorse or promote products derived from
   this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.`;

const CC_BY = {
  licence: 'Creative Commons Attribution 4.0 International (CC BY 4.0)',
  text: 'https://creativecommons.org/licenses/by/4.0/',
};

const PROGRAM: Component = {
  name: 'Career Byte, the program',
  what: 'The script and the style sheet inside index.html.',
  licence: 'MIT',
  text: `Copyright (c) 2026 The Career Byte authors\n\n${MIT}`,
};

/** The work of others in every package. */
export const COMPONENTS: readonly Component[] = [
  {
    name: 'Lit (lit, lit-element, lit-html, @lit/reactive-element)',
    what: 'Renders the interactive parts of the page; inside the script of index.html.',
    licence: 'BSD 3-Clause',
    text: BSD,
  },
  {
    name: 'Lucide',
    what: 'The icons inside index.html.',
    licence: 'ISC',
    text: LUCIDE,
  },
  {
    name: 'Schema files of IMS Global Learning Consortium (now 1EdTech)',
    what: `ims_xml.xsd, imscp_*.xsd, imsmd_*.xsd and imsss_*.xsd in the SCORM packages: the Content
Packaging, Meta-data and Simple Sequencing bindings, as SCORM asks for them in every
package. They are not changed.`,
    licence: 'The notices inside the files',
    text: `Copyright (c) IMS Global Learning Consortium, Inc. The imsss files of the 3rd edition
carry the "IPR, License and Distribution Notices" of IMS in full, which grant everybody
the use of the files and ask whoever distributes them to register with IMS.`,
  },
  {
    name: 'Schema files of Advanced Distributed Learning (ADL)',
    what: 'adlcp_*.xsd, adlseq_*.xsd and adlnav_*.xsd in the SCORM packages. They are not changed.',
    licence:
      'Published by ADL as part of SCORM for use in every package; the files name no licence',
    text: '',
  },
  {
    name: 'Schema files of the World Wide Web Consortium (W3C)',
    what: 'xml.xsd, XMLSchema.dtd and datatypes.dtd in the SCORM 2004 packages. They are not changed.',
    licence: 'W3C Software and Document Notice and License; the files themselves name no licence',
    text: 'Copyright (c) World Wide Web Consortium. https://www.w3.org/copyright/software-license/',
  },
];

/** The text of notice.txt in the zips of `byte`, and of NOTICE in the repository. */
export function noticeText(byte: Credited): string {
  const parts = [PROGRAM, lessonOf(byte)].map(described);
  return [
    'NOTICE\n======\n\nWhat this package carries, and under which licences.',
    [...parts, ...creditsOf(byte), ...COMPONENTS.map(described)].join('\n\n\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

type Credited = Pick<Byte, 'title' | 'credits'>;

function lessonOf({ title }: Credited): Component {
  const name = `The lesson “${title}”`;
  return { name, what: 'Its texts and pictures, made for this project.', ...CC_BY };
}

/** Whom the lesson thanks, in the words of its author. */
function creditsOf({ credits }: Credited): readonly string[] {
  const words = credits.map(({ text }) => wrapped(withAddresses(text)));
  return words.length > 0 ? [[heading('Credits of the lesson'), ...words].join('\n\n')] : [];
}

function described({ name, what, licence, text }: Component): string {
  return [heading(name), what, `Licence: ${licence}.`, text]
    .filter((part) => part !== '')
    .join('\n\n');
}

function heading(name: string): string {
  return `${name}\n${'-'.repeat([...name].length)}`;
}

/** The words of `text`, each link with its address behind it. */
function withAddresses(text: RichText): string {
  const wordsOf = (inlines: readonly Inline[]): string => inlines.map(wordsOfOne).join('');
  const wordsOfOne = (inline: Inline): string => {
    if (inline.kind === 'text') return inline.text;
    const words = wordsOf(inline.inlines);
    return inline.kind === 'link' ? `${words} <${inline.href}>` : words;
  };
  return text
    .flatMap((block) => (block.kind === 'paragraph' ? [block.inlines] : block.items))
    .map(wordsOf)
    .join(' ');
}

const LONGEST_LINE = 90;

/** `text` in lines that break between words; a longer word gets a line of its own. */
function wrapped(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && longer.length <= LONGEST_LINE) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.join('\n');
}
