import { expect, it } from 'vitest';
import { placeInQueue } from './place-in-queue';

it('names every place as people count', () => {
  expect([1, 2, 3, 4, 11, 12, 21].map(placeInQueue)).toEqual([
    'Queued, next',
    'Queued, 2nd',
    'Queued, 3rd',
    'Queued, 4th',
    'Queued, 11th',
    'Queued, 12th',
    'Queued, 21st',
  ]);
});
