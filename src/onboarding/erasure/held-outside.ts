/** What of an erased customer this system cannot reach, in figures and ids. */
export interface OutsideFigures {
  readonly mails: number;
  readonly slackMessages: number;
  readonly crmId: string | null;
  readonly handedOver: number;
}

/** A system that may still hold data of the customer, and what the operator is to do there. */
export interface HeldOutside {
  readonly system: string;
  readonly holds: string;
  readonly todo: string;
}

/** @param customer its number, such as C-1042 */
export function heldOutside(customer: string, figures: OutsideFigures): HeldOutside[] {
  const { mails, slackMessages, crmId, handedOver } = figures;
  return [
    {
      system: 'Mail',
      holds: counted(mails, 'mail that was sent', 'mails that were sent'),
      todo: 'They stay in the inboxes they reached. Have the mail provider delete its copies and logs of the addresses.',
    },
    {
      system: 'Slack',
      holds: counted(slackMessages, 'message in our channels', 'messages in our channels'),
      todo: `Search the channels for ${customer} and delete what is found.`,
    },
    {
      system: 'CRM',
      holds: crmId === null ? '' : `the record ${crmId}`,
      todo: 'Erase the record there; this system does not send word of it.',
    },
    {
      system: 'Agent platform',
      holds: counted(handedOver, 'approved action', 'approved actions'),
      todo: `Ask its operator to erase what was handed over for ${customer}; posts are the customer’s to take down.`,
    },
    {
      system: 'Backups',
      holds: 'the database as it was before',
      todo: `They go by their own retention. After a restore, erase ${customer} again.`,
    },
  ].filter(({ holds }) => holds !== '');
}

const counted = (n: number, one: string, many: string): string =>
  n === 0 ? '' : `${n} ${n === 1 ? one : many}`;
