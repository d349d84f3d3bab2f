import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { MailLoaders } from './mail-loaders.js';
import { mailNames, UNASKED_MAILS } from './templates/mail-templates.js';

/** Stops the boot when a mail could be asked for that no room can fill: it would fail when it is due, unseen. */
@Injectable()
export class MailLoaderCheck implements OnApplicationBootstrap {
  constructor(private readonly loaders: MailLoaders) {}

  /** Rooms register theirs in `onModuleInit`, which is over by now. @throws Error naming the templates */
  onApplicationBootstrap(): void {
    const wrong = mailNames.filter((name) => this.loaders.fills(name) === UNASKED_MAILS.includes(name));
    const [filled, empty] = [true, false].map((is) =>
      wrong.filter((name) => this.loaders.fills(name) === is),
    );
    if (empty?.length)
      throw new Error(`No room has registered a loader for: ${empty.join(', ')} (MailLoaders.register)`);
    if (filled?.length)
      throw new Error(`These have a loader now and are no longer UNASKED_MAILS: ${filled.join(', ')}`);
  }
}
