/** Hours for which the result of a test can be looked at again. */
export const RESULT_HOURS = 24;
/** The page that such a ticket opens; its id is the test's. */
export const RESULT_TICKET = 'connect-result';
/** Where such a ticket leads. */
export const resultPath = (ticket: string): string => `/connect/result?ticket=${ticket}`;
