import { parseArgs } from 'node:util';
import { describeFinding, finding, hasErrors, type Finding } from '../src/package/findings.js';
import { RULES } from '../src/package/rules.js';
import { verifyPackage } from '../src/package/verify.js';
import { openFile } from '../src/lms/packages/open-file.js';
import { readControlFiles } from './packaging/control-files.js';

const HELP = `npm run verify -- [--json] PACKAGE.zip ...
  --json   print one JSON document instead of sentences
Exit code 1: a package has an error, or the command line is wrong.
Each finding ends with its id; docs/verify.md explains it.`;

function options(): { readonly files: readonly string[]; readonly json: boolean } | string {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, help: { type: 'boolean' } },
    });
    if (values.help) return HELP;
    if (positionals.length > 0) return { files: positionals, json: values.json };
    return `Name the packages to check: npm run verify -- dist/it-project-manager-scorm12.zip`;
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${HELP}`;
  }
}

async function findingsOf(file: string): Promise<readonly Finding[]> {
  const name = file.split(/[/\\]/).at(-1) ?? file;
  const opened = await openFile(file);
  if (!opened.ok) return [finding('file-missing', name, opened.problems.join(' '))];
  try {
    const options = { name, controlFiles: readControlFiles };
    return (await verifyPackage(opened.value, options)).findings;
  } finally {
    await opened.value.close();
  }
}

const asked = options();
if (typeof asked === 'string') {
  if (asked === HELP) console.log(HELP);
  else {
    console.error(asked);
    process.exitCode = 1;
  }
} else {
  const reports = [];
  for (const file of asked.files) {
    const findings = await findingsOf(file);
    if (hasErrors(findings)) process.exitCode = 1;
    if (asked.json) {
      const explained = findings.map((one) => {
        const { effect, fix } = RULES[one.rule];
        return { ...one, effect, fix };
      });
      reports.push({ file, findings: explained });
    } else {
      console.log(findings.length === 0 ? `${file}: no findings` : `${file}:`);
      for (const one of findings) console.log(`  ${describeFinding(one)}`);
    }
  }
  if (asked.json) console.log(JSON.stringify(reports, null, 2));
}
