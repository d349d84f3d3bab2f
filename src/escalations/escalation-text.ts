import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { EscalationRepository } from './escalation.repository.js';
import { ESCALATION_TEXT } from './slack/slack-message.entity.js';
import { SlackTexts, type SlackAbout, type SlackText } from './slack/slack-texts.js';
import { TRIGGERS } from './triggers.js';

const HEADS: Readonly<Record<string, string>> = {
  opened: 'New escalation',
  reopened: 'Open again',
  resolved: 'Resolved',
};

/** What a team's channel is told of an escalation: the trigger, the company, and where to look. */
@Injectable()
export class EscalationText implements OnModuleInit {
  constructor(
    private readonly config: AppConfig,
    private readonly texts: SlackTexts,
    private readonly escalations: EscalationRepository,
  ) {}

  onModuleInit(): void {
    this.texts.register(ESCALATION_TEXT, (tx, about) => this.write(tx, about));
  }

  private async write(tx: Tx, { subjectId, params }: SlackAbout): Promise<SlackText> {
    const { trigger, customerId } = await this.escalations.get(tx.em, subjectId);
    const customer = customerId ? await this.escalations.customerOf(tx.em, customerId) : undefined;
    return {
      headline: `${HEADS[String(params['event'])] ?? 'Escalation'}: ${TRIGGERS[trigger].title}`,
      about: customer ? `${customer.companyName} (C-${customer.number})` : null,
      link: {
        url: `${this.config.http.publicUrl}/admin/resources/escalations/records/${subjectId}/show`,
        label: 'Open the escalation',
      },
    };
  }
}
