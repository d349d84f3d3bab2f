/** A way a trainee can take through a stand-in's authorization. */
export interface ConsentScenario {
  readonly name: string;
  /** What the connection test will say. */
  readonly shows: string;
}

export interface ConsentPage {
  readonly platform: string;
  readonly scopes: readonly string[];
  /** Each scope has a box that may be left unticked; else it is all or none. */
  readonly tickable?: boolean;
  readonly scenarios: readonly ConsentScenario[];
  /** Where the form goes, with the request's own query. */
  readonly action: string;
}

/** What a platform shows before it lets an app in, with the scenarios to try. Plain HTML, no script. */
export function consentPage(page: ConsentPage): string {
  const { platform, scenarios, action } = page;
  const choices = scenarios.map(
    ({ name, shows }, at) =>
      `<label><input type="radio" name="scenario" value="${escape(name)}"${at === 0 ? ' checked' : ''}> <code>${escape(name)}</code> ${escape(shows)}</label>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(platform)} (stand-in)</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1c2b33}
.bar{background:#ffb627;padding:.4rem .8rem;border-radius:6px}label{display:block;padding:.3rem 0}
code{background:#eef1f3;padding:.1rem .3rem;border-radius:4px}button{font:inherit;padding:.5rem 1.2rem;margin:1rem .5rem 0 0}</style></head>
<body><p class="bar">Stand-in of ${escape(platform)} for training: nothing here reaches the real one.</p>
<h1>WAOOAW wants to use your account</h1>
<form method="post" action="${escape(action)}">${scopesOf(page)}
<h2>Which customer are you?</h2>${choices.join('')}
<button name="decision" value="allow">Allow</button><button name="decision" value="deny">Cancel</button></form></body></html>`;
}

function scopesOf({ scopes, tickable = false }: ConsentPage): string {
  const names = scopes.map((scope) => `<code>${escape(scope)}</code>`);
  if (!tickable) return `<p>It asks for: ${names.join(' ')}</p>`;
  const boxes = scopes.map(
    (scope, at) =>
      `<label><input type="checkbox" name="scope" value="${escape(scope)}" checked> ${names[at] ?? ''}</label>`,
  );
  return `<h2>It asks for</h2>${boxes.join('')}`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
