/** A setting as people see it. */
export interface SettingView {
  readonly key: string;
  readonly title: string;
  readonly help: string;
  readonly section: string;
  readonly value: unknown;
  readonly words: readonly string[];
  readonly isDefault: boolean;
  /** 0 until it is first changed. */
  readonly version: number;
  readonly changedAt: Date | null;
  /** Id of the staff account or API key, or `shell`. */
  readonly changedBy: string | null;
  /** What is wrong with the stored value, which this version cannot read; null when it can. */
  readonly problem: string | null;
  /** JSON Schema of `{ key, version, value }`, the input of `setting.change`. */
  readonly schema: Readonly<Record<string, unknown>>;
}
