import type { Part } from '../fit-parts.js';

interface Subject {
  readonly topic: string;
  readonly theme: string;
}

/**
 * Evergreen forms of a post. They state no news and no figures: the built-in writer knows none, and a
 * draft that invents them would be worse than one that asks a good question. Topic and theme stand as the customer
 * typed them, at the start of a line or behind a colon: inside a sentence their capitals would be wrong.
 */
export const POST_FORMS: readonly ((subject: Subject) => Part[])[] = [
  ({ topic, theme }) => [
    { text: `${topic} – three questions worth asking this week` },
    { text: `Our subject: ${theme}\nBefore the next decision, it helps to ask:`, drop: 2 },
    {
      text: [
        '1. Who is it for, and what do they need to know first?',
        '2. What could we stop doing if it worked?',
        '3. How will we notice within a month that it did?',
      ].join('\n'),
    },
    { text: 'Which of the three is the hardest where you work?', drop: 1 },
  ],
  ({ topic, theme }) => [
    { text: `${topic} – what good looks like` },
    { text: `What we care about: ${theme}\nSmall habits often matter more than big plans:`, drop: 2 },
    {
      text: [
        '• One person owns it, and everybody knows who.',
        '• It is written down in words a newcomer understands.',
        '• It is looked at again on a fixed day.',
      ].join('\n'),
    },
    { text: 'Which habit would you add?', drop: 1 },
  ],
  ({ topic, theme }) => [
    { text: `${topic} – begin small` },
    { text: `Where we would start: ${theme}\nA first step does not need a project plan:`, drop: 2 },
    {
      text: [
        'Pick one case from last week.',
        'Write down what happened, and what you wish had happened.',
        'Change one thing, and look again in a week.',
      ].join('\n'),
    },
    { text: 'Tell us what you would change first.', drop: 1 },
  ],
];
