/**
 * Where to go after a login: a path of this site below `root`, else `root` itself. What a link asks for is
 * never trusted: other hosts, schemes, `//host`, backslashes, control characters and dot segments out of
 * `root` all end at `root`.
 * @param asked the `next` of the address
 * @param root `/admin` or `/portal`
 */
export function safeReturn(asked: unknown, root: string): string {
  if (typeof asked !== 'string' || asked.length > 2_000) return root;
  if (!/^\/[^/\\]/.test(asked) || /[\\\p{Cc}]/u.test(asked)) return root;
  const base = 'http://here.invalid';
  if (!URL.canParse(asked, base)) return root;
  const { origin, pathname, search, hash } = new URL(asked, base);
  const inside = pathname === root || pathname.startsWith(`${root}/`);
  const login = [`${root}/login`, `${root}/logout`, `${root}/password`].includes(pathname);
  return origin === base && inside && !login ? `${pathname}${search}${hash}` : root;
}
