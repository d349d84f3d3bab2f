import { z } from 'zod';

const post = z.strictObject({
  kind: z.literal('post'),
  platform: z.enum(['youtube', 'instagram', 'facebook', 'linkedin', 'whatsapp']),
  text: z.string().min(1),
  hashtags: z.array(z.string()),
  notBefore: z.iso.datetime(),
});
const trade = z.strictObject({
  kind: z.literal('trade'),
  side: z.enum(['buy', 'sell']),
  symbol: z.string(),
  coin: z.string(),
  contracts: z.int().positive(),
  contractValue: z.string(),
  maxNotional: z.strictObject({ amount: z.int().positive(), currency: z.literal('INR') }),
  notBefore: z.iso.datetime().nullable(),
});

/** The body of the webhook: nothing may be missing from it, nor stand in it beside. */
export const actionApproved = z.strictObject({
  type: z.literal('action.approved'),
  timestamp: z.iso.datetime(),
  data: z.strictObject({
    handOverId: z.uuid(),
    round: z.int().positive(),
    deliverableId: z.uuid(),
    customerId: z.uuid(),
    customerNumber: z.string().regex(/^C-\d+$/),
    agentId: z.uuid(),
    goalId: z.uuid(),
    runId: z.uuid(),
    revision: z.int().positive(),
    approvedAt: z.iso.datetime(),
    approvedBy: z.enum(['customer', 'staff']),
    action: z.discriminatedUnion('kind', [post, trade]),
    resultUrl: z.url(),
  }),
});

/** An approved action as it was handed over. */
export type HandedOver = z.infer<typeof actionApproved>['data'];
