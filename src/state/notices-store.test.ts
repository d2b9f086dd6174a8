import { expect, test } from 'vitest';
import { createNoticesStore } from './notices-store.ts';

const messages = (notices: ReturnType<typeof createNoticesStore>) =>
  notices.store.getState().notices.map(({ message }) => message);

test('a notice that is still there is not repeated, and comes again once it was dismissed', () => {
  const notices = createNoticesStore();
  const id = notices.show({ tone: 'warning', message: 'Storage is full.' });
  expect(notices.show({ tone: 'error', message: 'Storage is full.' })).toBe(id);
  notices.show({ tone: 'info', message: 'Saved.' });
  expect(messages(notices)).toEqual(['Storage is full.', 'Saved.']);
  notices.dismiss(id);
  expect(notices.isShown(id)).toBe(false);
  expect(messages(notices)).toEqual(['Saved.']);
  expect(notices.show({ tone: 'warning', message: 'Storage is full.' })).not.toBe(id);
});
