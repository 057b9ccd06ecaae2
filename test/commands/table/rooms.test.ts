import {expect, test} from 'vitest';
import {createRooms} from '../../../src/commands/table/rooms.ts';

test('a room that is given back is the next one', () => {
  const {take, giveBack} = createRooms(10);
  const room = take();
  const other = take();
  expect(other).not.toBe(room);
  expect(room.byteLength).toBe(10);
  giveBack(new Uint8Array(room, 0, 3));
  expect(take()).toBe(room);
  expect(take()).not.toBe(room);
});

test('bytes that had no room make the rooms longer', () => {
  const {take, giveBack} = createRooms(10);
  const short = take();
  giveBack(new Uint8Array(100));
  giveBack(new Uint8Array(short));
  expect(take().byteLength).toBeGreaterThanOrEqual(100);
});
