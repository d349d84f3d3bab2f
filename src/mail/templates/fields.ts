import { z } from 'zod';
import { shortened } from '../rendering/shortened.js';
import { isZone } from '../../platform/time/wall-clock.js';

/** Fields whose value must not outlive the sending, with what the stored copy shows instead. */
const secrets = z.registry<{ placeholder: string }>();

/** An http or https address. */
export const webUrl = () => z.url({ protocol: /^https?$/, error: 'must be an http or https address' });

/** A link that carries a one-time token. */
export const oneTimeLink = () => webUrl().register(secrets, { placeholder: '[link]' });

export const temporaryPassword = () =>
  z.string().min(8).register(secrets, { placeholder: '[temporary password]' });

/** Characters that a mail prints of a name or a line; Gmail cuts whole mails off behind 102 kB. */
const LINE = 300;
/** Of a paragraph. */
const PARAGRAPH = 2_000;
const atMost = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .overwrite((value) => shortened(value, most));

/** A name or a line; a very long one is printed shortened. */
export const text = () => atMost(LINE);
/** A paragraph of prose, likewise. */
export const prose = () => atMost(PARAGRAPH);
export const emailAddress = () => z.email();
export const zone = () => z.string().refine(isZone, 'must be an IANA time zone, such as Asia/Kolkata');

/** The name a mail greets with; null greets without one. */
export const recipientName = () => text().nullable();

/** The customer success manager, as customers see them. */
export const csm = () => z.strictObject({ name: text(), email: emailAddress(), phone: text().nullable() });

/** A period in which a link or password works: `hours` from when it was made, ending at `until`. */
export const validity = () => z.strictObject({ hours: z.int().positive(), until: z.date() });

/** One meeting, as its invite and the mail around it need it. */
export const call = () =>
  z.strictObject({
    uid: text(),
    sequence: z.int().min(0),
    title: text(),
    agenda: z.array(text()),
    startsAt: z.date(),
    endsAt: z.date(),
    customerZone: zone(),
    csmZone: zone(),
    meetingUrl: webUrl().nullable(),
    organizer: z.strictObject({ name: text(), email: emailAddress() }),
    attendees: z
      .array(
        z.strictObject({
          name: text(),
          email: emailAddress(),
          role: z.enum(['chair', 'required', 'optional']),
        }),
      )
      .min(1),
    writtenAt: z.date(),
  });
export type CallData = z.output<ReturnType<typeof call>>;

/** The placeholder of a field marked as secret; undefined for any other. */
export function placeholderOf(schema: z.core.$ZodType): string | undefined {
  return secrets.get(schema)?.placeholder;
}
