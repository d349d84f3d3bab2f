import type { z } from 'zod';
import type { FieldError } from '../errors/app-error.js';
import { textFault, tidyLines, type Lines } from '../free-text/kept-text.js';
import { inputSchema } from './form-schema.js';

/** What the walk reads of a JSON Schema. */
interface Node {
  readonly type?: string;
  readonly format?: string;
  readonly widget?: string;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly prefixItems?: readonly Node[];
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
}

/** A field that takes this much is prose, whichever control its form shows. */
const PROSE = 500;
const PROSE_WIDGETS: readonly unknown[] = ['textarea', 'markdown'];

/**
 * Looks at every text of an input before it is parsed, by the one rule of what we keep: single-line fields hold
 * one line that people can see, prose holds line feeds and tabs beside.
 * @returns `input` with the line ends of prose made ours; `faults` by dotted path
 */
export function keptInput(schema: z.ZodType, raw: unknown): { input: unknown; faults: FieldError[] } {
  const faults: FieldError[] = [];
  const input = walk(raw, [inputSchema(schema)], [], faults);
  return { input, faults };
}

function walk(
  value: unknown,
  nodes: readonly Node[],
  path: readonly string[],
  faults: FieldError[],
): unknown {
  if (typeof value === 'string') return kept(value, linesOf(nodes), path, faults);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, member]) => {
    const fault = textFault(name, 'one');
    if (fault !== undefined) faults.push({ field: path.join('.'), message: `has a name that ${fault}` });
    return [name, walk(member, within(nodes, name), [...path, name], faults)] as const;
  });
  const same = entries.every(([name, member]) => (value as Record<string, unknown>)[name] === member);
  if (same) return value;
  return Array.isArray(value) ? entries.map(([, member]) => member) : Object.fromEntries(entries);
}

function kept(text: string, lines: Lines, path: readonly string[], faults: FieldError[]): string {
  const tidied = lines === 'many' ? tidyLines(text) : text;
  const fault = textFault(tidied, lines);
  if (fault !== undefined) faults.push({ field: path.join('.'), message: fault });
  return tidied;
}

const choices = (nodes: readonly Node[]): Node[] =>
  nodes.flatMap((node) => [node, ...choices([...(node.anyOf ?? []), ...(node.oneOf ?? [])])]);

/** Where no schema says what a text is (settings of a type that its room knows), its own schema judges later. */
function linesOf(nodes: readonly Node[]): Lines {
  const all = choices(nodes);
  const texts = all.filter(({ type }) => type === 'string');
  const prose = ({ format, maxLength = 0 }: Node): boolean => format === undefined && maxLength >= PROSE;
  const widget = all.some((node) => PROSE_WIDGETS.includes(node.widget));
  return texts.length === 0 || widget || texts.some(prose) ? 'many' : 'one';
}

const within = (nodes: readonly Node[], name: string): Node[] =>
  choices(nodes).flatMap(({ properties, items, prefixItems }) => {
    const own = properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
    return [own, /^\d+$/.test(name) ? (prefixItems?.[Number(name)] ?? items) : undefined].filter(
      (node) => node !== undefined,
    );
  });
