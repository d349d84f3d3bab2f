/** What the page's layout hands to the browser beside AdminJS's own state. No secret belongs here. */

export interface NavigationItem {
  readonly label: string;
  readonly href: string;
  readonly icon: string;
}

export interface NavigationSection {
  readonly title: string | null;
  readonly items: readonly NavigationItem[];
}

export interface PanelGlobal {
  readonly deployment: 'sandbox' | 'staging' | 'production';
  readonly navigation: readonly NavigationSection[];
  /** Ids of the lists that are open to the reader. */
  readonly lists: readonly string[];
  readonly logo: string;
  /** Where a person turns who cannot go on: shown under every refusal. */
  readonly support: string;
  /** Codes whose words are not made from their letters: `linkedin` → "LinkedIn". */
  readonly words: Readonly<Record<string, string>>;
  /** Platforms that customers can connect in this installation. */
  readonly offeredPlatforms: readonly string[];
  /** Business clock minus wall clock when the page was made, in milliseconds: the sandbox's can be moved. */
  readonly clockOffsetMs: number;
  readonly paths: { readonly root: string; readonly logout: string };
}

declare global {
  interface Window {
    PANEL: PanelGlobal;
  }
}

export const panel = (): PanelGlobal => window.PANEL;

/** Whether the reader may open a list, and the records in it. */
export const isOpen = (list: string): boolean => panel().lists.includes(list);

/** The business clock's instant, in milliseconds since the epoch. */
export const businessNow = (): number => Date.now() + (panel().clockOffsetMs || 0);
