import { v7, validate } from 'uuid';

/** A new UUIDv7: made in the application, ordered by the moment of its making (RFC 9562). */
export const newId = (): string => v7();

/** Whether a text has the shape of a UUID; a malformed id is answered like an unknown one (404). */
export const isId = (text: string): boolean => validate(text);

/** When an id was made, by the system clock in milliseconds: the first 48 bits of a UUIDv7 (RFC 9562, 5.7). */
export const madeAt = (id: string): Date => new Date(parseInt(id.replaceAll('-', '').slice(0, 12), 16));
