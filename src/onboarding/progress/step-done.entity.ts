import { defineEntity, p } from '@mikro-orm/core';

/** One fact that proved a step, as it was when the step was first done; ids, no personal data. */
export interface LatchedProof {
  readonly text: string;
  readonly at: string;
  readonly subjectId: string;
  readonly actorKind: string;
  readonly actorId: string;
  /** Done by staff what is the customer's to do. */
  readonly forCustomer: boolean;
}

const StepDoneSchema = defineEntity({
  name: 'StepDone',
  tableName: 'step_done',
  properties: {
    customerId: p.uuid().primary(),
    step: p.text().primary(),
    at: p.datetime(),
    proof: p.json<LatchedProof[]>(),
  },
});

/** A step that was done once: it stays, and warns when its facts no longer hold. */
export class StepDone extends StepDoneSchema.class {}
StepDoneSchema.setClass(StepDone);
