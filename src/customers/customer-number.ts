const PREFIX = 'C-';

/** The first customer's number; four digits from the start so that numbers read alike. */
export const FIRST_CUSTOMER_NUMBER = 1001;

/** `1042` → `C-1042`: the number that people read out. */
export function formatCustomerNumber(number: number): string {
  return `${PREFIX}${number}`;
}

/** What a person types to find a customer: `1042` too. */
export const readCustomerNumber = (typed: string): number | null =>
  parseCustomerNumber(/^\d/.test(typed.trim()) ? `C${typed.trim()}` : typed);

/** `C-1042`, `c-1042` or `c1042` → 1042; null for anything else. */
export function parseCustomerNumber(text: string): number | null {
  const match = /^c-?([1-9]\d{0,8})$/i.exec(text.trim());
  return match?.[1] === undefined ? null : Number(match[1]);
}
