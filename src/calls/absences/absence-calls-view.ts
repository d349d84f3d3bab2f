/** Calls to come that fall into a manager's absence, the first ones first. */
export interface AbsenceCallsView {
  readonly manager: string;
  readonly cover: string;
  readonly calls: readonly {
    readonly id: string;
    readonly customerId: string;
    readonly companyName: string;
    readonly customerNumber: string;
    readonly kind: 'onboarding' | 'follow_up' | 'check_in';
    readonly startsAt: Date;
  }[];
}
