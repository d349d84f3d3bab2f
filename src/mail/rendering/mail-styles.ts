/** The product's colours and type, as mail clients take them: plain inline declarations, no variables. */
const pine = '#06352f';
const leaf = '#0b6355';
const saffron = '#ffb627';
const ink = '#14211f';
const soft = '#4c5d59';
const line = '#e3e1da';
const background = '#f7f5f0';
const font = "font-family:Inter,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const mono = 'font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace';

const styles = {
  body: `margin:0;padding:0;background:${background};-webkit-text-size-adjust:100%`,
  preheader: 'display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;opacity:0',
  page: `background:${background};border-collapse:collapse`,
  gutter: 'padding:24px 12px 32px',
  card: 'max-width:600px;width:100%;border-collapse:separate;border-spacing:0',
  masthead: `background:${pine};border-radius:14px 14px 0 0;padding:18px 32px;border-bottom:4px solid ${saffron}`,
  wordmark: `${font};font-size:19px;font-weight:800;letter-spacing:3px;color:#ffffff`,
  wordmarkDot: `color:${saffron}`,
  content: `background:#ffffff;border:1px solid ${line};border-top:0;border-radius:0 0 14px 14px;padding:32px`,
  footer: `${font};font-size:13px;line-height:20px;color:${soft};padding:20px 32px 0`,
  h1: `${font};margin:0 0 16px;font-size:25px;line-height:32px;font-weight:700;color:${ink}`,
  h2: `${font};margin:28px 0 10px;font-size:17px;line-height:24px;font-weight:700;color:${ink}`,
  h3: `${font};margin:18px 0 6px;font-size:15px;line-height:22px;font-weight:700;color:${leaf}`,
  p: `${font};margin:0 0 14px;font-size:15px;line-height:24px;color:${ink}`,
  small: `${font};margin:0 0 12px;font-size:13px;line-height:20px;color:${soft}`,
  list: `${font};margin:0 0 14px;padding:0 0 0 22px;font-size:15px;line-height:24px;color:${ink}`,
  item: 'margin:0 0 6px',
  link: `color:${leaf};font-weight:600;text-decoration:underline`,
  footLink: `color:${soft};text-decoration:underline`,
  quietLink: `color:${soft};text-decoration:underline;word-break:break-all`,
  buttonRow: 'margin:22px 0;border-collapse:separate',
  buttonCell: `background:${leaf};border-radius:9px`,
  button: `${font};display:inline-block;padding:14px 26px;font-size:16px;line-height:20px;font-weight:700;color:#ffffff;text-decoration:none;border-radius:9px`,
  panel: `background:${background};border-left:4px solid ${saffron};border-radius:8px;padding:16px 20px`,
  panelRow: 'width:100%;margin:0 0 18px;border-collapse:separate',
  warning: 'background:#fdeeeb;border-left:4px solid #d93a24;border-radius:8px;padding:16px 20px',
  inPanel: `${font};margin:0 0 6px;font-size:15px;line-height:24px;color:${ink}`,
  facts: 'width:100%;margin:0 0 18px;border-collapse:collapse',
  factName: `${font};font-size:13px;line-height:20px;color:${soft};padding:8px 16px 8px 0;border-bottom:1px solid ${line};vertical-align:top;text-align:left;font-weight:400;width:34%`,
  fact: `${font};font-size:15px;line-height:22px;color:${ink};padding:8px 0;border-bottom:1px solid ${line};vertical-align:top;word-break:break-word`,
  code: `${mono};font-size:14px;background:#edf8f5;color:${pine};padding:2px 6px;border-radius:5px`,
  secret: `${mono};font-size:18px;font-weight:700;letter-spacing:1px;color:${pine}`,
  big: `${font};font-size:28px;line-height:34px;font-weight:800;color:${ink}`,
  met: `${font};font-size:12px;line-height:18px;font-weight:700;color:#14683a;background:#dcf3e4;padding:3px 10px;border-radius:20px`,
  missed: `${font};font-size:12px;line-height:18px;font-weight:700;color:#a82714;background:#fde3df;padding:3px 10px;border-radius:20px`,
  open: `${font};font-size:12px;line-height:18px;font-weight:700;color:#5c6764;background:#ecebe6;padding:3px 10px;border-radius:20px`,
  bar: 'width:100%;height:12px;margin:6px 0 4px;border-collapse:collapse;table-layout:fixed',
  barMet: `background:${leaf};height:12px;font-size:0;line-height:0`,
  barMissed: 'background:#d93a24;height:12px;font-size:0;line-height:0',
  barOpen: 'background:#9aa6a2;height:12px;font-size:0;line-height:0',
  barTarget: `background:${ink};height:12px;font-size:0;line-height:0`,
  barRest: 'background:#ecebe6;height:12px;font-size:0;line-height:0',
  ids: `${mono};margin:-6px 0 14px;font-size:11px;line-height:17px;color:${soft};word-break:break-all`,
  score: `${font};display:inline-block;width:52px;padding:13px 0;font-size:19px;line-height:24px;font-weight:800;color:#ffffff;text-align:center;text-decoration:none`,
  scoreCell: `background:${leaf};border-radius:9px;text-align:center`,
  scoreGap: 'width:8px;font-size:0',
} as const;

export type StyleName = keyof typeof styles;

/** The declarations of one style. Throws on a name that is not there, so that a typing error shows. */
export function styleOf(name: string): string {
  if (!Object.hasOwn(styles, name)) throw new Error(`There is no mail style "${name}"`);
  return styles[name as StyleName].replaceAll('"', "'");
}
