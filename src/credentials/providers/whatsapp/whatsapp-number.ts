import { z } from 'zod';

import type { SecretText } from '../../../platform/vault/secret-text.js';
import { unexpectedAnswer } from '../meta/graph-answer.js';
import type { GraphClient } from '../meta/graph-client.js';
import { endedBy, rejectedFor, type Ended } from '../meta/graph-ended.js';
import type { ProviderAccount, WarningCode } from '../test-report.js';

const STEP = 'the phone number';
const FIELDS =
  'id,display_phone_number,verified_name,quality_rating,name_status,status,platform_type,account_mode';
/** Meta's documents write them in capitals, some of its answers do not. */
const word = z.string().transform((text) => text.toUpperCase());

const answer = z.looseObject({
  id: z.string(),
  display_phone_number: z.string(),
  verified_name: z.string().optional(),
  quality_rating: word.optional(),
  name_status: word.optional(),
  status: word.optional(),
  platform_type: word.optional(),
  account_mode: word.optional(),
});
type Answer = z.output<typeof answer>;

export interface WhatsAppNumber {
  readonly account: ProviderAccount;
  readonly warnings: readonly WarningCode[];
}

/** The number as Meta has it: on the Cloud API and neither banned nor restricted. */
export async function numberOf(
  client: GraphClient,
  token: SecretText,
  phoneNumberId: string,
): Promise<WhatsAppNumber | Ended> {
  const verdict = await client.get(token, `/${phoneNumberId}`, { fields: FIELDS });
  if (verdict.kind !== 'success') return endedBy(verdict, STEP);
  const read = answer.safeParse(verdict.body);
  if (!read.success) return endedBy(unexpectedAnswer, STEP);
  const number = read.data;
  const { status, platform_type: installation } = number;
  if (status === 'BANNED' || status === 'RESTRICTED')
    return rejectedFor('account_blocked', STEP, { providerCode: status });
  if (installation !== undefined && installation !== 'CLOUD_API')
    return rejectedFor('wrong_account_type', STEP, { providerCode: installation.slice(0, 40) });
  const name = `${number.verified_name ?? 'No name'} (${number.display_phone_number})`;
  return { account: { id: number.id, name: name.slice(0, 200) }, warnings: warningsOf(number) };
}

const warningsOf = (number: Answer): WarningCode[] => [
  ...(number.account_mode === 'SANDBOX' ? (['sandbox_number'] as const) : []),
  ...(number.quality_rating === 'RED' ? (['quality_low'] as const) : []),
  ...(isOther(number.name_status, 'APPROVED') ? (['name_not_approved'] as const) : []),
  ...(isOther(number.status, 'CONNECTED') ? (['number_not_connected'] as const) : []),
];

const isOther = (said: string | undefined, good: string): boolean => said !== undefined && said !== good;
