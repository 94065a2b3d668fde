import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { courses } from '../src/lms/packages/course.js';
import { importFiles, type Engine, type Progress } from '../src/lms/import-report.js';
import { openDatabase } from '../src/lms/store/open-database.js';

const HELP = `npm run reports -- [options] [file or folder]...
  Reads exports of LMSs into the data of the local LMS.
  --data DIR       where that is (default: data)
  --engine NAME    duckdb or sqlite; by default DuckDB reads what is large
  --parquet DIR    then writes every report and course there, as Parquet files
  --help           show this`;
