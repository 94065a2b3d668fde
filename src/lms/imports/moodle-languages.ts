import type { Cells } from './read-table.js';

// What Moodle calls the columns of its SCORM reports and the states of an attempt, by language.
// docs/reporting.md says which of these were seen in Moodle's public language packs.

/** The parts of a question that Moodle's interactions report can show. */
export type QuestionPart = 'question' | 'response' | 'right' | 'result';

type Words = readonly string[];

interface Language {
  /** As `Intl` names it. */
  readonly code: string;
  /** Attempt, begun, last access and score; several words where versions of Moodle differ. */
  readonly headings: readonly [attempt: Words, started: Words, last: Words, score: Words];
  readonly passed?: Words;
  readonly completed?: Words;
  readonly failed?: Words;
  readonly incomplete?: Words;
  readonly browsed?: Words;
  readonly notAttempted?: Words;
  readonly questions?: readonly [question: Words, response: Words, right: Words, result: Words];
}

const LANGUAGES: readonly Language[] = [
  {
    code: 'en',
    headings: [['attempt'], ['started on'], ['last accessed on'], ['score']],
    passed: ['passed'],
    completed: ['completed'],
    failed: ['failed'],
    incomplete: ['incomplete'],
    browsed: ['browsed'],
    notAttempted: ['not attempted'],
    questions: [['question'], ['response'], ['right answer'], ['result']],
  },
  {
    code: 'de',
    headings: [
      ['versuch'],
      ['begonnen am', 'gestartet am'],
      ['letzter versuch am', 'letzter zugriff am', 'zuletzt zugegriffen am'],
      ['ergebnis', 'punkte', 'wertung', 'bewertung', 'punktzahl'],
    ],
    passed: ['bestanden'],
    completed: ['abgeschlossen', 'beendet', 'vollständig'],
    failed: ['nicht bestanden', 'gescheitert', 'fehlgeschlagen'],
    incomplete: ['unvollständig', 'nicht abgeschlossen'],
    browsed: ['angesehen', 'durchgesehen', 'gesehen'],
    notAttempted: ['nicht versucht', 'nicht begonnen', 'kein versuch'],
    questions: [['frage'], ['antwort'], ['richtige antwort'], ['ergebnis']],
  },
  {
    code: 'fr',
    headings: [
      ['tentative'],
      ['commencé le', 'commencé'],
      ['dernier accès le', 'dernière consultation', 'dernier accès'],
      ['score', 'note'],
    ],
    passed: ['réussi', 'réussie'],
    completed: ['terminé', 'achevé', 'complété'],
    failed: ['échec', 'échoué'],
    incomplete: ['incomplet', 'inachevé', 'non terminé'],
    browsed: ['consulté', 'parcouru'],
    notAttempted: ['non tenté', 'pas encore tenté', 'pas tenté', 'jamais tenté'],
    questions: [['question'], ['réponse'], ['bonne réponse', 'réponse correcte'], ['résultat']],
  },
  {
    code: 'es',
    headings: [
      ['intento'],
      ['comenzado en', 'comenzado el', 'iniciado en', 'empezado el'],
      ['último acceso en', 'último acceso el', 'último acceso'],
      ['puntuación', 'calificación', 'puntaje', 'resultado'],
    ],
    passed: ['aprobado', 'pasado', 'superado'],
    completed: ['completado', 'finalizado', 'terminado'],
    failed: ['suspendido', 'fallado', 'reprobado', 'no superado', 'suspenso', 'fallido'],
    incomplete: ['incompleto', 'no completado'],
    browsed: ['navegado', 'examinado', 'visto'],
    notAttempted: ['no intentado', 'sin intentar', 'no se ha intentado'],
    questions: [['pregunta'], ['respuesta'], ['respuesta correcta'], ['resultado']],
  },
  {
    code: 'it',
    headings: [
      ['tentativo'],
      ['iniziato il'],
      ['accesso più recente il', 'ultimo accesso il', 'ultimo accesso'],
      ['punteggio', 'valutazione'],
    ],
    passed: ['superato'],
    completed: ['completato'],
    failed: ['fallito', 'non superato'],
    incomplete: ['incompleto', 'non completato'],
    browsed: ['visitato', 'sfogliato'],
    notAttempted: ['non tentato', 'mai tentato', 'non iniziato'],
    questions: [['domanda'], ['risposta'], ['risposta corretta', 'risposta esatta'], ['risultato']],
  },
  {
    code: 'pt',
    headings: [
      ['tentativa'],
      ['iniciado em', 'iniciada em'],
      ['último acesso em', 'acedido pela última vez em', 'último acesso'],
      ['pontuação', 'nota', 'avaliação', 'resultado'],
    ],
    passed: ['aprovado', 'passou'],
    completed: ['completo', 'concluído', 'completado', 'terminado'],
    failed: ['reprovado', 'falhou', 'não aprovado'],
    incomplete: ['incompleto', 'não concluído'],
    browsed: ['visto', 'visitado', 'navegado', 'consultado'],
    notAttempted: [
      'nenhuma tentativa',
      'não tentado',
      'não iniciado',
      'não tentada',
      'sem tentativas',
    ],
    questions: [
      ['questão', 'pergunta'],
      ['resposta'],
      ['resposta correta', 'resposta certa', 'resposta correcta'],
      ['resultado'],
    ],
  },
  {
    code: 'nl',
    headings: [
      ['poging'],
      ['gestart op', 'begonnen op'],
      ['laatst bekeken op', 'laatste toegang op', 'laatste toegang'],
      ['score', 'resultaat'],
    ],
    passed: ['geslaagd'],
    completed: ['voltooid'],
    failed: ['niet geslaagd', 'gezakt', 'mislukt'],
    incomplete: ['onvolledig', 'niet voltooid'],
    browsed: ['bekeken', 'doorbladerd'],
    notAttempted: ['niet geprobeerd', 'nog niet geprobeerd', 'geen poging'],
    questions: [
      ['vraag'],
      ['antwoord', 'respons'],
      ['juist antwoord', 'juiste antwoord', 'correct antwoord'],
      ['resultaat'],
    ],
  },
  {
    code: 'sv',
    headings: [
      ['försök'],
      ['startade den', 'startad den', 'påbörjades den', 'storlek på scen'],
      ['senaste åtkomst den'],
      ['poäng', 'resultat'],
    ],
    passed: ['godkänd', 'godkänt'],
    completed: ['avslutad', 'slutförd', 'fullständig'],
    failed: ['underkänd', 'misslyckades', 'misslyckad'],
    incomplete: ['ofullständig', 'inte slutförd'],
    browsed: ['genombläddrad'],
    notAttempted: ['inga försök', 'inte påbörjad', 'ej försökt'],
    questions: [['fråga'], ['svar', 'respons'], ['rätt svar'], ['resultat']],
  },
  {
    code: 'pl',
    headings: [
      ['próba', 'podejście'],
      ['rozpoczęte o', 'rozpoczęto', 'rozpoczęte', 'rozpoczęto dnia', 'zaczęto'],
      ['ostatni dostęp o', 'ostatni dostęp włączony', 'ostatni dostęp'],
      ['wynik', 'punkty'],
    ],
    passed: ['zaliczone', 'zaliczony', 'zdane'],
    completed: ['ukończone', 'zakończone', 'zakończony'],
    failed: ['niezaliczone', 'nie zaliczone', 'niepowodzenie'],
    incomplete: ['niepełne', 'niekompletne', 'nieukończone', 'niezakończone', 'niekompletny'],
    browsed: ['przeglądane', 'przeglądnięte'],
    notAttempted: ['nie próbowano', 'nie podjęto próby', 'nierozpoczęte'],
    questions: [
      ['pytanie'],
      ['odpowiedź'],
      ['poprawna odpowiedź', 'prawidłowa odpowiedź'],
      ['wynik'],
    ],
  },
  {
    code: 'cs',
    headings: [
      ['pokus'],
      ['započetí', 'zahájeno', 'začátek', 'spuštěno'],
      ['poslední přístup'],
      ['skóre', 'skore', 'výsledek'],
    ],
    passed: ['splněno', 'úspěšně'],
    completed: ['dokončeno', 'ukončeno'],
    failed: ['nesplněno', 'neúspěšně', 'neúspěch'],
    incomplete: ['neúplné', 'nedokončeno', 'neukončeno'],
    browsed: ['prohlédnuto', 'procházeno'],
    notAttempted: ['bez pokusu', 'nezahájeno', 'dosud bez pokusu'],
    questions: [['úloha', 'otázka'], ['odpověď'], ['správná odpověď'], ['výsledek']],
  },
  {
    code: 'ru',
    headings: [
      ['попытка'],
      ['начат', 'начато', 'начало'],
      ['последний раз работал', 'последний доступ'],
      ['баллы', 'балл', 'оценка', 'результат'],
    ],
    passed: ['пройден', 'пройдено', 'сдан'],
    completed: ['завершен', 'завершён', 'завершено', 'выполнено'],
    failed: ['не пройден', 'неудачно', 'не сдан', 'провален'],
    incomplete: ['не завершен', 'не завершён', 'незавершен', 'незавершенный', 'не завершено'],
    browsed: ['найден', 'просмотрен'],
    notAttempted: ['не начат', 'попыток не было', 'без попыток'],
    questions: [['вопрос'], ['ответ'], ['правильный ответ'], ['результат']],
  },
  {
    code: 'hu',
    headings: [
      ['próbálkozás', 'kísérlet'],
      ['kezdés ideje', 'elkezdve', 'kezdés', 'kezdés időpontja', 'elkezdés időpontja'],
      ['utolsó hozzáférés időpontja'],
      ['pont', 'pontszám', 'eredmény'],
    ],
    incomplete: ['hiányos', 'befejezetlen', 'nem teljes'],
    completed: ['befejezett', 'teljesítve', 'kész'],
    passed: ['sikeres', 'megfelelt'],
    failed: ['sikertelen', 'nem felelt meg'],
    questions: [['kérdés'], ['válasz'], ['helyes válasz'], ['eredmény']],
  },
  {
    code: 'gl',
    headings: [
      ['intento'],
      ['comezado en', 'comezado as', 'iniciado o', 'iniciado en'],
      ['último acceso as', 'último acceso en'],
      ['puntuación', 'cualificación'],
    ],
    passed: ['aprobado', 'superado'],
    completed: ['completado', 'rematado'],
    incomplete: ['incompleto'],
    browsed: ['examinado'],
    questions: [['pregunta'], ['resposta'], ['resposta correcta'], ['resultado']],
  },
  {
    code: 'ca',
    headings: [
      ['intent', 'temptativa'],
      ['iniciat el', 'iniciat', 'començat el', 'començat en'],
      ['últim accés el', 'darrer accés el', 'darrer accés en', 'darrer accés'],
      ['puntuació', 'qualificació'],
    ],
    passed: ['aprovat', 'superat'],
    completed: ['completat', 'completada', 'acabat'],
    failed: ['suspès', 'no superat', 'fallat'],
    incomplete: ['incomplet', 'incompleta'],
    browsed: ['explorat', 'navegat'],
    notAttempted: ['no intentat', 'sense intentar', "no s'ha intentat"],
    questions: [['pregunta'], ['resposta'], ['resposta correcta'], ['resultat']],
  },
  {
    code: 'tr',
    headings: [
      ['deneme', 'uygulama'],
      ['başlangıç', 'başlama', 'başlama tarihi'],
      ['son erişim', 'son erişim tarihi'],
      ['puan', 'skor'],
    ],
    passed: ['geçti', 'başarılı'],
    completed: ['tamamlandı', 'tamamlanmış'],
    failed: ['başarısız', 'kaldı'],
    incomplete: ['tamamlanmadı', 'tamamlanmamış', 'eksik'],
    questions: [['soru'], ['yanıt', 'cevap'], ['doğru yanıt', 'doğru cevap'], ['sonuç']],
  },
  {
    code: 'ja',
    headings: [
      ['受験', '受験回数'],
      ['開始日時', '開始'],
      ['最終アクセス日時', '最新アクセス日時'],
      ['評点', 'スコア', '得点'],
    ],
    passed: ['合格'],
    completed: ['完了'],
    failed: ['不合格', '失敗'],
    incomplete: ['未完了'],
    browsed: ['閲覧済み', '閲覧'],
    notAttempted: ['未受験'],
    questions: [['問題', '質問'], ['回答', '解答'], ['正解', '正答'], ['結果']],
  },
  {
    code: 'zh',
    headings: [
      ['试答', '尝试', '嘗試', '作答', '次数', '試答'],
      ['开始时间', '开始于', '開始時間', '開始於', '開始', '开始'],
      ['最后访问时间', '最後瀏覽於'],
      ['分数', '得分', '分數', '成绩'],
    ],
    passed: ['通过', '已通过', '通過'],
    completed: ['已完成', '完成'],
    failed: ['失败', '未通过', '失敗', '不通過'],
    incomplete: ['未完成'],
    browsed: ['已浏览', '已瀏覽', '浏览过'],
    notAttempted: ['未尝试', '尚未嘗試', '未嘗試'],
    questions: [
      ['试题', '問題', '问题', '試題'],
      ['回答', '答案', '反應'],
      ['正确答案', '正確答案'],
      ['结果', '結果'],
    ],
  },
  {
    code: 'ar',
    headings: [
      ['محاولة', 'المحاولة'],
      ['بدأ في', 'بدأت في', 'بدأ'],
      ['كان أخر دخول في', 'آخر دخول في'],
      ['الدرجة', 'النتيجة', 'درجة'],
    ],
    passed: ['ناجح', 'اجتاز'],
    completed: ['مكتمل', 'اكتمل'],
    failed: ['راسب', 'فشل'],
    incomplete: ['غير مكتمل'],
    questions: [['سؤال', 'السؤال'], ['إجابة', 'الإجابة'], ['الإجابة الصحيحة'], ['النتيجة']],
  },
];

/** What a learner's name is called. */
export const NAME_WORDS: ReadonlySet<string> = new Set([
  ...[
    'name',
    'first name',
    'last name',
    'surname',
    'full name',
    'user full name',
    'first name / last name',
    'first name / surname',
  ],
  ...[
    'nachname',
    'vorname',
    'vorname / nachname',
    'vollständiger name',
    'nom',
    'prénom',
    'prénom / nom',
    'nom complet',
    'nom de famille',
  ],
  ...[
    'nombre',
    'apellidos',
    'apellido(s)',
    'nombre / apellido(s)',
    'nombre completo',
    'nome',
    'cognome',
    'nome / cognome',
    'nome completo',
    'sobrenome',
    'apelido',
  ],
  ...[
    'naam',
    'voornaam',
    'achternaam',
    'voornaam / achternaam',
    'namn',
    'förnamn',
    'efternamn',
    'navn',
    'nimi',
    'nazwa',
    'imię',
    'nazwisko',
    'imię / nazwisko',
  ],
  ...[
    'jméno',
    'název',
    'příjmení',
    'название',
    'имя',
    'фамилия',
    'имя / фамилия',
    'név',
    'ad',
    'adı',
    'isim',
    'soyadı',
    '名前',
    '氏名',
    '名称',
    '姓名',
    '名稱',
    'الاسم',
    'nome / apelido',
    'cognoms',
  ],
]);

export const EMAIL_WORDS: ReadonlySet<string> = new Set([
  ...[
    'email address',
    'email',
    'e-mail',
    'e-mail address',
    'e-mail-adresse',
    'adresse de courriel',
    'courriel',
    'adresse e-mail',
    'adresse électronique',
  ],
  ...[
    'dirección de correo',
    'dirección email',
    'correo electrónico',
    'correo',
    'indirizzo email',
    'endereço de email',
    'endereço de e-mail',
    'correio eletrónico',
  ],
  ...[
    'e-mailadres',
    'e-postadress',
    'adres e-mail',
    'adres email',
    'e-mailová adresa',
    'e-mailová adresa',
    'адрес электронной почты',
    'e-mail cím',
    'adreça electrònica',
    'enderezo de correo',
  ],
  ...[
    'e-posta adresi',
    'メールアドレス',
    '电子邮件地址',
    'email地址',
    '電子郵件信箱',
    'عنوان البريد الإلكتروني',
    'البريد الإلكتروني',
  ],
]);

export const ID_WORDS: ReadonlySet<string> = new Set([
  ...[
    'username',
    'id number',
    'student id',
    'user id',
    'anmeldename',
    'id-nummer',
    "nom d'utilisateur",
    'nom d’utilisateur',
    "numéro d'identification",
    'numéro d’identification',
  ],
  ...[
    'nombre de usuario',
    'número de id',
    'número de identificación',
    'username',
    'numero id',
    'codice identificativo',
    'codice id',
    'nome de utilizador',
    'nome de usuário',
    'identificação de usuário',
    'número id',
  ],
  ...[
    'gebruikersnaam',
    'id-nummer',
    'användarnamn',
    'nazwa użytkownika',
    'numer id',
    'uživatelské jméno',
    'číslo id',
    'логин',
    'индивидуальный номер',
    'felhasználónév',
    "nom d'usuari",
    'kullanıcı adı',
    'ユーザ名',
    'idナンバー',
    '用户名',
    '帳號',
    '學號',
    'اسم المستخدم',
  ],
]);

/** What the columns of a question are called, without its number. */
export const QUESTION_PARTS: ReadonlyMap<string, QuestionPart> = new Map(
  LANGUAGES.flatMap(({ questions }) =>
    (['question', 'response', 'right', 'result'] as const).flatMap((part, n) =>
      (questions?.[n] ?? []).map((word) => [word, part] as const),
    ),
  ),
);

/** The words behind an objective's id. */
export const ENDINGS: ReadonlySet<string> = new Set([
  ...[
    'status',
    'statut',
    'état',
    'estado',
    'stato',
    'estat',
    'stav',
    'stan',
    'статус',
    'состояние',
    'durum',
    'állapot',
    '状态',
    '狀態',
    '状態',
    'ステータス',
    'الحالة',
  ],
  ...LANGUAGES.flatMap(({ headings }) => headings[3]),
]);

/** The language in which all four headings are there. */
export function findLanguage(headings: Cells): Language | null {
  const words = new Set(headings.map((heading) => heading.toLowerCase()));
  return (
    LANGUAGES.find((language) =>
      language.headings.every((names) => names.some((name) => words.has(name))),
    ) ?? null
  );
}

/**
 * SCORM's word for a status in the language of the report, in English, or in any language where
 * only one meaning is possible; the text itself where no language knows it.
 */
export function statusIn(text: string, language: string | null): string {
  const word = text.trim().toLowerCase();
  const own = LANGUAGES.find(({ code }) => code === language);
  const meanings = new Set(
    [...(own ? [own] : []), ...(own ? LANGUAGES.slice(0, 1) : LANGUAGES)].flatMap((one) =>
      meaningOf(one, word),
    ),
  );
  const [meaning] = meanings;
  return meanings.size === 1 && meaning !== undefined
    ? meaning
    : text.trim().slice(0, 60) || 'unknown';
}

function meaningOf(language: Language, word: string): readonly string[] {
  const statuses = [
    ['passed', language.passed],
    ['completed', language.completed],
    ['failed', language.failed],
    ['incomplete', language.incomplete],
    ['browsed', language.browsed],
    ['not attempted', language.notAttempted],
  ] as const;
  return statuses.flatMap(([meaning, words]) => (words?.includes(word) ? [meaning] : []));
}
