/** Texts that a name may hold: they are kept as typed, and must come out harmless wherever they are shown. */
export const KEPT: Readonly<Record<string, string>> = {
  'a script and a picture': '</script><img src=x onerror=alert(1)>',
  'a template': '{{this}}{{{constructor.constructor}}} ${7*7}',
  'scripts, emoji and marks': 'שלום العربية 👩🏽\u200D💻 Zo\u0308e Ż\u0323\u0307',
  'an attribute and an entity': `" onmouseover='x' &amp; <!--`,
};

/** Texts that no name holds. */
export const REFUSED: Readonly<Record<string, string>> = {
  'a header': 'Doe\r\nBcc: eve@example.com',
  'a direction override': 'Doe \u202Egpj.exe',
  'an isolate': '\u2066Doe\u2069',
  'a NUL': 'Doe\0',
  'an escape sequence': '\x1b]0;owned\x07',
  'a C1 control': 'Doe\x9b31m',
  'a line separator': 'Doe\u2028Roe',
  'half an emoji': 'Doe \ud83d',
  'nothing to see': '\u200B\u2060\uFEFF\u3164',
  'ten thousand letters': 'x'.repeat(10_000),
};

/** Texts that prose does not hold either. */
export const REFUSED_IN_PROSE: Readonly<Record<string, string>> = {
  'a NUL': 'Doe\0',
  'an escape sequence': 'Look: \x1b[2J',
  'a C1 control': 'Look: \x9b2J',
  'half an emoji': '\udc4b wave',
  'a hundred thousand letters': 'x'.repeat(100_000),
};

/** Eight at a time, each with its (shortened) path. */
export async function inParts(
  paths: readonly string[],
  status: (path: string) => Promise<number>,
): Promise<[string, number][]> {
  const answers: [string, number][] = [];
  for (let at = 0; at < paths.length; at += 8)
    answers.push(
      ...(await Promise.all(
        paths
          .slice(at, at + 8)
          .map(async (path): Promise<[string, number]> => [path.slice(0, 120), await status(path)]),
      )),
    );
  return answers;
}
