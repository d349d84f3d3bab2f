import { internalLineIn } from './internal-lines.js';

const INTERNAL = [
  'Onboarding Call - 2026-02-12 10:00 AM IST\nGoals: Daily LinkedIn post (10 AM)\nNotes: Budget is tight, may leave after the trial.',
  '- Slight confusion on approval workflow',
];

describe('A text for the customer', () => {
  it.each([
    ['the same line', 'Thank you!\nBudget is tight, may leave after the trial.', 2],
    ['in another case and spacing', 'budget is  TIGHT, may leave after the trial.', 1],
    ['within a longer line', 'We heard: slight confusion on approval workflow, sorry', 1],
    ['behind another list mark', 'Hello\n\n• Slight confusion on approval workflow', 3],
  ])('holds an internal line: %s', (_, text, line) => {
    expect(internalLineIn(text, INTERNAL)).toBe(line);
  });

  it('may say what the customer knows, and words of its own', () => {
    const text = 'Goals: Daily LinkedIn post (10 AM)\nWe sent you screenshots of the approval workflow.';
    expect(internalLineIn(text, INTERNAL)).toBeNull();
    expect(internalLineIn('Thank you', ['Thank you'])).toBeNull();
    expect(internalLineIn('', INTERNAL)).toBeNull();
  });
});
