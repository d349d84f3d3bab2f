/** The name as it is kept: typed case, single spaces. */
export function tidyCompanyName(name: string): string {
  return name.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Two names that fold alike are the same legal name (design: case and spaces folded, nothing else). */
export function foldCompanyName(name: string): string {
  return tidyCompanyName(name.normalize('NFKC')).toLowerCase();
}

const LEGAL_FORMS = new Set(
  `ltd limited pvt private pte pty plc llp llc lllp lp inc incorporated corp corporation co company opc
  gmbh mbh ag kg kgaa ohg gbr ug ev se sa sas sasu sarl eurl snc spa srl srls sl slu sau nv bv vof cv ab as
  asa aps oy oyj kft zrt bt doo dd sro ks jsc ojsc pjsc ooo oao zao sdn bhd kk gk ltda eireli me epp cc
  trust foundation proprietary`.split(/\s+/),
);

/**
 * The name without its legal form: `Acme Pvt. Ltd.` and `ACME Private Limited` both give `acme`. For the
 * warning about near duplicates only: such names may belong to two companies.
 */
export function bareCompanyName(name: string): string {
  const words = foldCompanyName(name)
    .replace(/[.'’]/gu, '')
    .replace(/&/gu, ' and ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  let kept = words.length;
  while (kept > 1 && isLegalForm(words[kept - 1], words[kept - 2], kept)) kept -= 1;
  return words.slice(0, kept).join(' ');
}

/** `GmbH & Co. KG`: the `and` between two legal forms goes with them. */
function isLegalForm(word = '', before = '', position: number): boolean {
  return LEGAL_FORMS.has(word) || (word === 'and' && position > 2 && LEGAL_FORMS.has(before));
}
