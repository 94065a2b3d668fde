import { writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { ZipArchive } from 'archiver';

/** Zips files as another tool would. */
export async function zipOf(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipArchive({ zlib: { level: 6 } });
  const zipped = buffer(zip);
  for (const [name, data] of Object.entries(files)) zip.append(data, { name });
  await zip.finalize();
  return zipped;
}

/** The manifest of a one-page package in the words of neither of our builders. */
export function foreignManifest(version: '1.2' | '2004 4th Edition', item = ''): string {
  const adlcp = version === '1.2' ? 'adlcp_rootv1p2' : 'adlcp_v1p3';
  const type = version === '1.2' ? 'scormtype' : 'scormType';
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="M" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/${adlcp}" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
<metadata><schema>ADL SCORM</schema><schemaversion>${version}</schemaversion></metadata>
<organizations default="O"><organization identifier="O"><title>Foreign &amp; simple</title>
<item identifier="I" identifierref="R"><title>Foreign &amp; simple</title>${item}</item>
</organization></organizations>
<resources><resource identifier="R" type="webcontent" adlcp:${type}="sco" href="start.html"><file href="start.html"/></resource></resources>
</manifest>`;
}

/** A page that finds the LMS as most packages do and offers it as `lms` to a test. */
export const FOREIGN_PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Foreign</title></head>
<body><h1>Foreign package</h1><p id="name"></p>
<button id="pass">Answer and pass</button> <button id="leave">Leave</button>
<script>
var lms = null, w = window;
for (var i = 0; i < 20 && !lms; i++) { try { lms = w.API_1484_11 || w.API || null; } catch (e) {} if (w === w.parent) break; w = w.parent; }
var old = lms && lms.LMSInitialize;
function start() { return old ? lms.LMSInitialize('') : lms.Initialize(''); }
function set(n, v) { return old ? lms.LMSSetValue(n, v) : lms.SetValue(n, v); }
function get(n) { return old ? lms.LMSGetValue(n) : lms.GetValue(n); }
function commit() { return old ? lms.LMSCommit('') : lms.Commit(''); }
function end() { return old ? lms.LMSFinish('') : lms.Terminate(''); }
start();
document.getElementById('name').textContent = get(old ? 'cmi.core.student_name' : 'cmi.learner_name');
function pass() {
  set('cmi.interactions.0.id', 'capital_of_france'); set('cmi.interactions.0.type', 'choice');
  set('cmi.interactions.0.correct_responses.0.pattern', 'p');
  set(old ? 'cmi.interactions.0.student_response' : 'cmi.interactions.0.learner_response', 'p');
  set('cmi.interactions.0.result', 'correct');
  set('cmi.objectives.0.id', 'geography');
  if (old) { set('cmi.objectives.0.status', 'passed'); set('cmi.core.score.min', '0'); set('cmi.core.score.max', '100'); set('cmi.core.score.raw', '90'); set('cmi.core.lesson_status', 'passed'); set('cmi.core.session_time', '00:01:30'); set('cmi.core.exit', 'suspend'); }
  else { set('cmi.objectives.0.success_status', 'passed'); set('cmi.score.raw', '90'); set('cmi.score.scaled', '0.9'); set('cmi.completion_status', 'completed'); set('cmi.success_status', 'passed'); set('cmi.session_time', 'PT1M30S'); set('cmi.exit', 'suspend'); }
  set('cmi.suspend_data', 'page=2'); document.body.dataset.saved = commit();
}
document.getElementById('pass').onclick = pass;
document.getElementById('leave').onclick = end;
</script></body></html>`;

/** Writes a working package of a foreign make. */
export async function writeForeignPackage(
  path: string,
  version: '1.2' | '2004 4th Edition',
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const files = {
    'imsmanifest.xml': foreignManifest(version),
    'start.html': FOREIGN_PAGE,
    ...more,
  };
  await writeFile(path, await zipOf(files));
}
