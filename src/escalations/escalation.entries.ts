import { entryType } from '../platform/history/entry-type.js';
import { TEAMS, TRIGGERS, type Team, type TriggerName } from './triggers.js';

type About = { readonly team: Team; readonly trigger: TriggerName };
const say =
  (verb: string) =>
  ({ team, trigger }: About): string =>
    `Escalation to ${TEAMS[team].title} ${verb}: ${TRIGGERS[trigger].title}`;

export const escalationOpened = entryType<About>('escalation.opened', say('opened'));
export const escalationAdded = entryType<About>('escalation.added', say('added to'));
export const escalationAcknowledged = entryType<About>('escalation.acknowledged', say('acknowledged'));
export const escalationResolved = entryType<About>('escalation.resolved', say('resolved'));
export const escalationReopened = entryType<About>('escalation.reopened', say('opened again'));
