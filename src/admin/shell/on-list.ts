import type { ListPort } from '../../platform/listing/list-port.js';

/** Commands in the head of a list, in the order of their buttons. */
export const onList = ({ commands }: Pick<ListPort, 'commands'>): readonly string[] => [
  ...(commands?.create ? [commands.create] : []),
  ...(commands?.list ?? []),
];
