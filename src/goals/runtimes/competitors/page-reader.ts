/** What a look at a page gave. Its text is data of others: shown as such, never followed. */
export type PageLook =
  | {
      readonly kind: 'read';
      /** Each one line of text, in the page's order, none twice. */
      readonly lines: readonly string[];
    }
  | {
      readonly kind: 'unreadable';
      /** For people, from after "could not be read:". */
      readonly reason: string;
      /** Another try may go better. */
      readonly passing: boolean;
    };

/** Port: reads a page of the open web as text. */
export interface PageReader {
  read(address: string, signal: AbortSignal): Promise<PageLook>;
}
