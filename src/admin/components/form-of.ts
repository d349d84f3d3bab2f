import { createContext } from 'react';

/** Which command, of which record, the form around a field sends. */
export const FormOf = createContext<{ readonly command: string; readonly subjectId: string | null }>({
  command: '',
  subjectId: null,
});
