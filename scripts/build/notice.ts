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

/** Everything that a package carries. */
export const COMPONENTS: readonly Component[] = [
  {
    name: 'Career Byte, the program',
    what: 'The script and the style sheet inside index.html.',
    licence: 'MIT',
    text: `Copyright (c) 2026 The Career Byte authors\n\n${MIT}`,
  },
  {
    name: 'Career Byte, the lessons',
    what: 'The texts, pictures and icons of the lessons, all made for this project.',
    licence: 'Creative Commons Attribution 4.0 International (CC BY 4.0)',
    text: 'https://creativecommons.org/licenses/by/4.0/',
  },
  {
    name: 'O*NET 26.1 Database',
    what: 'Facts that the lesson "IT project manager" retells.',
    licence: 'Creative Commons Attribution 4.0 International (CC BY 4.0)',
    text: `This page includes information from the O*NET 26.1 Database by the U.S. Department of
Labor, Employment and Training Administration (USDOL/ETA). Used under the CC BY 4.0
license. O*NET® is a trademark of USDOL/ETA. The wording was changed. USDOL/ETA has not
approved, endorsed, or tested these changes.
https://www.onetcenter.org/database.html
https://creativecommons.org/licenses/by/4.0/`,
  },
  {
    name: 'Lit (lit, lit-html, lit-element, @lit/reactive-element)',
    what: 'Draws the live parts of the page; inside the script of index.html.',
    licence: 'BSD 3-Clause',
    text: BSD,
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

/** The text of NOTICE.txt in each zip, and of NOTICE in the repository. */
export function noticeText(): string {
  const parts = COMPONENTS.map(({ name, what, licence, text }) =>
    [`${name}\n${'-'.repeat(name.length)}`, what, `Licence: ${licence}.`, text]
      .filter((part) => part !== '')
      .join('\n\n'),
  );
  return `NOTICE\n======\n\nWhat this package carries, and under which licences.\n\n${parts.join('\n\n\n')}\n`;
}
