/** The first thing that is wrong with a text, and where: characters before it. */
export class JsonFaultFound extends Error {
  override name = 'JsonFaultFound';
  constructor(
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const BLANKS = /[ \t\n\r]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const DEEPEST = 40;

/**
 * Walks a JSON text (RFC 8259) to say where its fields stand, and, unlike JSON.parse, what is wrong in words for who
 * typed it. It makes no values: JSON.parse does.
 */
export class JsonReader {
  /** Offsets by dotted path: of a field its name's, of a list's entry its value's. */
  readonly places = new Map<string, number>();
  /** Names that their object holds already. */
  readonly repeated: { readonly name: string; readonly offset: number }[] = [];
  private at = 0;

  constructor(private readonly text: string) {}

  /** @throws JsonFaultFound */
  read(): void {
    this.value([]);
    if (this.at < this.text.length)
      throw this.fault('the configuration ends before this; something stands behind it');
  }

  private value(path: readonly string[]): void {
    if (path.length > DEEPEST) throw this.fault('this is nested too deeply');
    const next = this.next();
    if (next === '{') this.object(path);
    else if (next === '[') this.list(path);
    else if (next === '"') this.string();
    else if (!this.take(NUMBER) && !this.take(WORD)) throw this.fault(this.noValue(next));
    this.next();
  }

  private noValue(next: string): string {
    if (next === '' || ',}]:'.includes(next)) return 'a value is expected';
    return next === '/' ? 'JSON has no comments' : 'this is no JSON value; texts stand in double quotes';
  }

  private object(path: readonly string[]): void {
    this.members('{', '}', () => {
      const offset = this.at;
      if (this.next() !== '"')
        throw this.fault('the name of a field in double quotes is expected; there may be a comma too much');
      const name = JSON.parse(this.string()) as string;
      const own = [...path, name];
      if (this.places.has(own.join('.'))) this.repeated.push({ name, offset });
      this.places.set(own.join('.'), offset);
      if (this.next() !== ':') throw this.fault('a colon is expected after the name of the field');
      this.at += 1;
      this.value(own);
    });
  }

  private list(path: readonly string[]): void {
    let count = 0;
    this.members('[', ']', () => {
      this.next();
      const own = [...path, String(count)];
      this.places.set(own.join('.'), this.at);
      count += 1;
      this.value(own);
    });
  }

  /** What stands between two brackets, with commas between. */
  private members(open: string, close: string, member: () => void): void {
    this.at += open.length;
    if (this.next() !== close) {
      member();
      while (this.next() === ',') {
        this.at += 1;
        this.next();
        member();
      }
    }
    const next = this.next();
    if (next === '') throw this.fault(`a closing ${close} is missing`);
    if (next !== close) throw this.fault('a comma is expected before this');
    this.at += close.length;
  }

  /** The text with its quotes. */
  private string(): string {
    const start = this.at;
    this.at += 1;
    for (let next = this.text[this.at]; next !== '"'; next = this.text[this.at]) {
      if (next === undefined || next === '\n')
        throw new JsonFaultFound(start, 'the closing double quote of this text is missing');
      if (next < ' ') throw this.fault('this character must be written with a backslash, such as \\t');
      if (next !== '\\') this.at += 1;
      else if (!this.take(ESCAPE)) throw this.fault('this cannot follow a backslash');
    }
    this.at += 1;
    return this.text.slice(start, this.at);
  }

  /** Passes blanks; the next character, or nothing at the end. */
  private next(): string {
    this.take(BLANKS);
    return this.text[this.at] ?? '';
  }

  private take(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    this.at += found?.[0].length ?? 0;
    return found !== null;
  }

  private fault(message: string): JsonFaultFound {
    return new JsonFaultFound(this.at, message);
  }
}
